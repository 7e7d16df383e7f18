using Spectre.Console;
using Spectre.Console.Rendering;

namespace Hamlet.Hosting.Display;

/// <summary>Words beside a bar, which may be none: the description of a task may not be empty.</summary>
internal sealed class WordsColumn : ProgressColumn
{
    /// <summary>They.</summary>
    public string Words { get; set; } = "";

    protected override bool NoWrap => true;

    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Words);
}
