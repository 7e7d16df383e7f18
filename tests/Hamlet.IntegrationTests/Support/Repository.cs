namespace Hamlet.IntegrationTests.Support;

/// <summary>Where the repository is, found upwards from the test's own directory.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Config(string name) => Path.Combine(Root, "configs", name);

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Hamlet.Gen.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests run outside the repository.");
    }
}
