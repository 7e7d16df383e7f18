using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hamlet.Configuration;
using Hamlet.Hosting.Input;
using Hamlet.Hosting.Schema;

namespace Hamlet.Hosting.Commands;

/// <summary>
/// <c>hamlet schema [RECORD]</c>: what an experiment file may hold, as JSON schema for editors or as tables for people, with the plugins of
/// this program.
/// </summary>
internal static class SchemaCommand
{
    public static Command Create(HostIo io)
    {
        var record = new Argument<string?>("record")
        {
            Description = "The record of a file of its own, such as TownWorld; without it, an experiment.", Arity = ArgumentArity.ZeroOrOne,
        };
        var markdown = new Option<bool>("--markdown") { Description = "Every key of an experiment as tables instead." };
        var metrics = new Option<bool>("--metrics") { Description = "Every metric as tables instead." };
        var output = new Option<string?>("--output") { Description = "Writes to a file.", HelpName = "FILE" };
        var command = new Command("schema", "Writes the JSON schema of experiment files, for completion in editors.") { record, markdown, metrics, output };
        command.SetAction(parsed =>
        {
            string? name = parsed.GetValue(record);
            if (parsed.GetValue(markdown) || parsed.GetValue(metrics))
            {
                return Write(io, parsed.GetValue(output), parsed.GetValue(metrics) ? MetricReference.Write(io.Catalog) : OptionReference.Write(io.Catalog));
            }

            if ((name is null ? ExperimentJsonSchema.OfExperiment(io.Catalog) : ExperimentJsonSchema.OfRecord(io.Catalog, name)) is { } schema)
            {
                return Write(io, parsed.GetValue(output), Text(schema));
            }

            string[] names = [.. NestedRecords.In(new ExperimentShape(io.Catalog).Sections).Select(static r => r.Name)];
            io.Error.WriteLine($"hamlet: error: there is no record '{name}'{NearestName.Suggest(name!, names)}");
            return ExitCode.WrongInput;
        });
        return command;
    }

    private static string Text(JsonObject schema)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            schema.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static int Write(HostIo io, string? file, string text)
    {
        if (file is null)
        {
            io.Out.Write(text);
            return ExitCode.Done;
        }

        OutputFile.WriteText(file, output => output.Write(text));
        return ExitCode.Done;
    }
}
