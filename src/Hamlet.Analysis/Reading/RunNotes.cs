using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.Analysis.Reading;

/// <summary>Reads what a run says of itself: the hyperparameters of TensorBoard's plugin, and the table that CleanRL logs as a text.</summary>
internal static class RunNotes
{
    private const string HyperparameterPlugin = "hparams";
    private const string TextPlugin = "text";

    /// <summary>Looks whether a value is such a note.</summary>
    public static void Take(RunData data, Summary.Types.Value value, string plugin)
    {
        if (plugin == HyperparameterPlugin)
        {
            TakeMessage(data, value.Metadata.PluginData.Content);
        }
        else if (plugin == TextPlugin && value.Tag.StartsWith("hyperparameters", StringComparison.Ordinal))
        {
            foreach (ByteString text in value.Tensor?.StringVal ?? [])
            {
                TakeTable(data, text.ToStringUtf8());
            }
        }
    }

    private static void TakeMessage(RunData data, ByteString content)
    {
        HParamsPluginData message;
        try
        {
            message = HParamsPluginData.Parser.ParseFrom(content);
        }
        catch (InvalidProtocolBufferException)
        {
            return;
        }

        if (message.SessionStartInfo is { } start)
        {
            // The first record of a run stands, as in TensorBoard.
            foreach ((string name, Value value) in start.Hparams)
            {
                data.Hyperparameters.TryAdd(name, Text(value));
            }
        }
        else if (message.SessionEndInfo is not null)
        {
            data.Session = RunSession.Ended;
        }
    }

    private static string Text(Value value) => value.KindCase switch
    {
        Value.KindOneofCase.NumberValue => value.NumberValue.ToString("R", CultureInfo.InvariantCulture),
        Value.KindOneofCase.BoolValue => value.BoolValue ? "true" : "false",
        Value.KindOneofCase.StringValue => value.StringValue,
        _ => "",
    };

    // |param|value|, |-|-|, then a row for each.
    private static void TakeTable(RunData data, string table)
    {
        foreach (string line in table.Split('\n').Skip(2))
        {
            string[] cells = line.Trim().Split('|');
            if (cells.Length >= 4)
            {
                data.Hyperparameters.TryAdd(cells[1].Trim(), cells[2].Trim());
            }
        }
    }
}
