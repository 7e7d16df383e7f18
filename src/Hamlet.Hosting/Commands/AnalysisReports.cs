using Hamlet.Analysis;
using Hamlet.Analysis.Reports;
using Hamlet.Hosting.Input;

namespace Hamlet.Hosting.Commands;

/// <summary>The reports that an analysis is asked for.</summary>
internal sealed record AnalysisReports
{
    /// <summary>The code pages in which there are signs beyond letters: UTF-8, and UTF-16 of a text in memory.</summary>
    private static readonly int[] s_unicode = [65001, 1200];

    /// <summary>Where the text goes, beside the screen.</summary>
    public string? Text { get; init; }

    /// <summary>Where the JSON goes.</summary>
    public string? Json { get; init; }

    /// <summary>Where the page goes.</summary>
    public string? Html { get; init; }

    /// <summary>Whether every metric is told of.</summary>
    public bool Verbose { get; init; }

    /// <summary>Whether the text is plain.</summary>
    public bool Ascii { get; init; }

    /// <summary>Prints and writes them.</summary>
    public void Write(HostIo io, LogAnalysis analysis)
    {
        new TextReport(io.Out, new Signs(Ascii || !s_unicode.Contains(io.Out.Encoding.CodePage)), Verbose).Write(analysis);
        if (Text is not null)
        {
            OutputFile.WriteText(Text, file => new TextReport(file, new Signs(Ascii), Verbose).Write(analysis));
        }

        if (Json is not null)
        {
            OutputFile.Write(Json, file => JsonReport.Write(file, analysis));
        }

        if (Html is not null)
        {
            OutputFile.WriteText(Html, file => HtmlReport.Write(file, analysis));
        }
    }
}
