using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Hamlet.IntegrationTests.Support;

/// <summary>Asks the database of a run.</summary>
internal static class Database
{
    public static List<string> Query(string runDirectory, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(runDirectory, "metrics.db")};Mode=ReadOnly");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => reader.GetValue(i) switch
            {
                // The bits, not a rounding of them.
                double number => number.ToString("R", CultureInfo.InvariantCulture),
                object value => Convert.ToString(value, CultureInfo.InvariantCulture),
            })));
        }

        return rows;
    }

    /// <summary>Every metric that does not depend on the clock, without its time, as promised equal between two runs of one seed.</summary>
    public static List<string> Metrics(string runDirectory) => Query(
        runDirectory,
        """
        SELECT step, episode, agent_id, metric_name, value, tag FROM metrics
        WHERE tag NOT IN (SELECT tag FROM record_fields JOIN record_kinds ON record_kinds.name = record WHERE clocked)
        ORDER BY tag, metric_name, agent_id, step, episode
        """);
}
