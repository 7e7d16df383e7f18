namespace Hamlet.Outputs.Remote;

/// <summary>The file in which programs keep passwords by host: <c>machine HOST login NAME password WORD</c>, in any number of lines.</summary>
internal static class Netrc
{
    /// <summary>The password of a host, or null. A file that cannot be read has none.</summary>
    public static string? Password(string host, RemoteHost remote)
    {
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string path = remote.Get("NETRC") ?? Path.Combine(remote.Get("HOME") ?? home, OperatingSystem.IsWindows() ? "_netrc" : ".netrc");
        try
        {
            return File.Exists(path) ? Find(File.ReadAllText(path), host) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The password of a host in the file's text, or null.</summary>
    public static string? Find(string text, string host)
    {
        string[] words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        bool within = false;
        for (int i = 0; i + 1 < words.Length; i++)
        {
            switch (words[i])
            {
                case "machine":
                    within = string.Equals(words[++i], host, StringComparison.OrdinalIgnoreCase);
                    break;
                case "password" when within:
                    return words[i + 1];
                case "login" or "account" or "password":
                    i++;
                    break;
            }
        }

        return null;
    }
}
