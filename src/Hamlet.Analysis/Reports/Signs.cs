using Hamlet.Analysis.Diagnoses;

namespace Hamlet.Analysis.Reports;

/// <summary>The signs of a report, in colour or in plain letters.</summary>
/// <param name="ascii">Whether there may be nothing but ASCII.</param>
internal sealed class Signs(bool ascii)
{
    /// <summary>The sign of a status, always as wide.</summary>
    public string this[Status status] => (ascii, status) switch
    {
        (true, Status.Critical) => "[CRITICAL]",
        (true, Status.Warning) => "[WARNING] ",
        (true, _) => "[OK]      ",
        (_, Status.Critical) => "🔴",
        (_, Status.Warning) => "🟡",
        _ => "🟢",
    };

    /// <summary>The name of a status.</summary>
    public static string Name(Status status) => status switch { Status.Critical => "CRITICAL", Status.Warning => "WARNING", _ => "OK" };

    /// <summary>A rule across the page.</summary>
    public string Rule => new(ascii ? '=' : '═', 78);

    /// <summary>What stands before a part of a list.</summary>
    public string Bullet => ascii ? "-" : "•";

    /// <summary>What stands between before and after.</summary>
    public string Arrow => ascii ? "->" : "→";
}
