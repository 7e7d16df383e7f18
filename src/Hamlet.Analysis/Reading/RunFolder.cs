namespace Hamlet.Analysis.Reading;

/// <summary>A directory that holds the log of a run.</summary>
/// <param name="Name">Its path relative to the log directory; <c>.</c> for that one itself.</param>
/// <param name="Path">Its path.</param>
internal sealed record RunFolder(string Name, string Path)
{
    /// <summary>The file that tensorboardX exports scalars to.</summary>
    public const string SummaryFile = "summary.json";

    /// <summary>
    /// Finds every run under a directory, itself included, in natural order: as for TensorBoard, a run is a directory that holds a file
    /// whose name has <c>tfevents</c> in it; one with a <c>summary.json</c> alone is a run, too. Links are not followed, so the search ends.
    /// </summary>
    public static IReadOnlyList<RunFolder> Find(string root)
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint,
        };
        return
        [
            .. Directory.EnumerateFiles(root, "*", options)
                .Where(static file => IsLog(System.IO.Path.GetFileName(file)))
                .Select(static file => System.IO.Path.GetDirectoryName(file)!)
                .Distinct(StringComparer.Ordinal)
                .Select(folder => new RunFolder(System.IO.Path.GetRelativePath(root, folder), folder))
                .OrderBy(static run => run.Name, NaturalOrder.Instance),
        ];
    }

    /// <summary>The run's event files, in the order in which they were begun.</summary>
    public IReadOnlyList<string> EventFiles() =>
    [
        .. Directory.EnumerateFiles(Path)
            .Where(static file => IsEventFile(System.IO.Path.GetFileName(file)))
            .OrderBy(static file => System.IO.Path.GetFileName(file), NaturalOrder.Instance),
    ];

    private static bool IsLog(string name) => name == SummaryFile || IsEventFile(name);

    private static bool IsEventFile(string name) =>
        name.Contains("tfevents", StringComparison.Ordinal) && !name.EndsWith(".profile-empty", StringComparison.Ordinal);
}
