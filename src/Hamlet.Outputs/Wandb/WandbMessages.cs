using System.Text.Json;
using Hamlet.Formats;
using Hamlet.Formats.Wandb;

namespace Hamlet.Outputs.Wandb;

/// <summary>The bodies of requests to W&amp;B.</summary>
internal static class WandbMessages
{
    private const string Upsert =
        "mutation UpsertBucket($name:String!,$project:String,$entity:String,$config:JSONString,$displayName:String,$notes:String,"
        + "$group:String,$jobType:String,$host:String,$tags:[String!]){upsertBucket(input:{name:$name,modelName:$project,"
        + "entityName:$entity,config:$config,displayName:$displayName,notes:$notes,groupName:$group,jobType:$jobType,host:$host,"
        + "tags:$tags}){bucket{id name displayName historyLineCount project{name entity{name}}} inserted}}";

    private const string CreateFiles =
        "mutation CreateRunFiles($entity:String!,$project:String!,$run:String!,$files:[String!]!){createRunFiles(input:{"
        + "entityName:$entity,projectName:$project,runName:$run,files:$files}){runID uploadHeaders files{name uploadUrl}}}";

    /// <summary>Makes the run, or tells its configuration anew.</summary>
    public static byte[] UpsertBucket(WandbPicture run) => Query("UpsertBucket", Upsert, json =>
    {
        json.WriteString("name", run.Run[WandbFields.RunId]);
        json.WriteString("project", run.Run[WandbFields.Project]);
        foreach ((string name, int field) in new[]
        {
            ("entity", WandbFields.Entity), ("displayName", WandbFields.DisplayName), ("notes", WandbFields.Notes),
            ("group", WandbFields.Group), ("jobType", WandbFields.JobType), ("host", WandbFields.Host),
        })
        {
            if (run.Run.TryGetValue(field, out string? value))
            {
                json.WriteString(name, value);
            }
        }

        json.WriteString("config", run.Config());
        json.WriteStartArray("tags");
        foreach (string tag in run.Tags)
        {
            json.WriteStringValue(tag);
        }

        json.WriteEndArray();
    });

    /// <summary>Asks where files go.</summary>
    public static byte[] CreateRunFiles(string entity, string project, string run, IEnumerable<string> files) => Query("CreateRunFiles", CreateFiles, json =>
    {
        json.WriteString("entity", entity);
        json.WriteString("project", project);
        json.WriteString("run", run);
        json.WriteStartArray("files");
        foreach (string file in files)
        {
            json.WriteStringValue(file);
        }

        json.WriteEndArray();
    });

    /// <summary>What goes into the stream of the run's files.</summary>
    /// <param name="batch">The records; null says no more than that the run lives.</param>
    /// <param name="offset">How many rows the server has.</param>
    /// <param name="summary">The whole summary.</param>
    public static byte[] Stream(WandbBatch? batch, long offset, byte[] summary)
    {
        var json = new MessageBuffer(4 << 10);
        JsonText.Raw(json, "{"u8);
        if (batch is not null)
        {
            Write(json, batch, offset, summary);
        }

        JsonText.Raw(json, "}"u8);
        return json.Written.ToArray();
    }

    private static void Write(MessageBuffer json, WandbBatch batch, long offset, byte[] summary)
    {
        JsonText.Raw(json, "\"files\":{"u8);
        if (batch.Rows.Count > 0)
        {
            Lines(json, "wandb-history.jsonl", offset, batch.Rows);
        }

        if (batch.Summary)
        {
            JsonText.Raw(json, batch.Rows.Count > 0 ? ","u8 : ""u8);
            Lines(json, "wandb-summary.json", 0, [summary]);
        }

        JsonText.Raw(json, "}"u8);
        for (int i = 0; i < batch.Files.Count; i++)
        {
            JsonText.Raw(json, i == 0 ? ",\"uploaded\":["u8 : ","u8);
            JsonText.Write(json, batch.Files[i]);
        }

        JsonText.Raw(json, batch.Files.Count > 0 ? "]"u8 : ""u8);
        if (batch.ExitCode is { } code)
        {
            JsonText.Raw(json, ",\"complete\":true,\"exitcode\":"u8);
            JsonText.Write(json, code);
        }
    }

    private static void Lines(MessageBuffer json, string file, long offset, List<byte[]> lines)
    {
        JsonText.Write(json, file);
        JsonText.Raw(json, ":{\"offset\":"u8);
        JsonText.Write(json, offset);
        JsonText.Raw(json, ",\"content\":["u8);
        for (int i = 0; i < lines.Count; i++)
        {
            JsonText.Raw(json, i == 0 ? ""u8 : ","u8);
            JsonText.Write(json, lines[i]);
        }

        JsonText.Raw(json, "]}"u8);
    }

    private static byte[] Query(string name, string query, Action<Utf8JsonWriter> variables)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("operationName", name);
            json.WriteString("query", query);
            json.WriteStartObject("variables");
            variables(json);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return stream.ToArray();
    }
}
