using System.Text;
using Hamlet.Analysis.Statistics;

namespace Hamlet.Analysis.Reading;

/// <summary>What is known of a tag of a run.</summary>
/// <param name="name">The tag's text.</param>
internal sealed class RunTag(string name)
{
    /// <summary>The tag's text.</summary>
    public string Name { get; } = name;

    /// <summary>The same in UTF-8.</summary>
    public byte[] Utf8Name { get; } = Encoding.UTF8.GetBytes(name);

    /// <summary>Whether its steps count episodes, not environment steps.</summary>
    public bool ByEpisode { get; } = TagAxis.IsEpisode(name);

    /// <summary>The plugin that its first described value named; null if none did.</summary>
    public string? Plugin { get; set; }

    /// <summary>How many values it has that are no scalars.</summary>
    public long OtherValues { get; set; }

    /// <summary>What kind they are.</summary>
    public string OtherKind { get; set; } = "";

    /// <summary>The step of the first of them.</summary>
    public long OtherFirstStep { get; set; }

    /// <summary>The step of the last of them.</summary>
    public long OtherLastStep { get; set; }

    /// <summary>What the last of them holds, in some words; empty where that is not known.</summary>
    public string OtherLast { get; set; } = "";

    /// <summary>Its scalars; empty where it has none.</summary>
    public Series Series { get; } = new(name);
}
