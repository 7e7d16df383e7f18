namespace Hamlet.Outputs.Sqlite;

/// <summary>Names and texts as they stand in SQL. Whatever they hold, they cannot end early.</summary>
internal static class SqlText
{
    /// <summary>A name between double quotes.</summary>
    public static string Name(string name) => $"\"{Clean(name).Replace("\"", "\"\"")}\"";

    /// <summary>A text between single quotes.</summary>
    public static string Literal(string text) => $"'{Clean(text).Replace("'", "''")}'";

    /// <summary>A zero character would end the whole statement for SQLite.</summary>
    private static string Clean(string text) => text.Replace('\0', '\uFFFD');
}
