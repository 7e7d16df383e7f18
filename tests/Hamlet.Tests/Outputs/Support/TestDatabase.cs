using Microsoft.Data.Sqlite;

namespace Hamlet.Tests.Outputs.Support;

/// <summary>Reads a database through a connection of its own, as another process would.</summary>
internal static class TestDatabase
{
    public static List<object[]> Query(this TempDirectory directory, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={directory.File("metrics.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        List<object[]> rows = [];
        while (reader.Read())
        {
            object[] row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The only column of all rows.</summary>
    public static List<T> Column<T>(this TempDirectory directory, string sql) =>
        [.. directory.Query(sql).Select(row => (T)Assert.Single(row))];
}
