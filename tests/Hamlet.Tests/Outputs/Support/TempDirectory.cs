namespace Hamlet.Tests.Outputs.Support;

/// <summary>A directory of a test's own, deleted at its end.</summary>
internal sealed class TempDirectory(string path) : IDisposable
{
    public TempDirectory()
        : this(Directory.CreateTempSubdirectory("hamlet-test-").FullName)
    {
    }

    public string Path { get; } = path;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public string[] EventFiles() => [.. Directory.GetFiles(Path, "*tfevents*").Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
