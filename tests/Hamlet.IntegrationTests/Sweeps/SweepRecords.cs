using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.IntegrationTests.Sweeps;

/// <summary>What a run tells TensorBoard's page of hyperparameters, as the first records of its first file have it: those count.</summary>
internal static class SweepRecords
{
    /// <summary>The columns that the run asks for, and the group that it is in.</summary>
    public static (string Columns, string Group) Of(string run)
    {
        string file = Directory.GetFiles(run, "*tfevents*").Order(StringComparer.Ordinal).First();
        string? columns = null;
        string? group = null;
        using var reader = new RecordReader(file);
        while ((columns is null || group is null) && reader.Read(out ReadOnlySpan<byte> payload) == RecordKind.Whole)
        {
            if (!EventMessages.TryParse(payload, out Event? message))
            {
                continue;
            }

            foreach (Summary.Types.Value value in message.Summary?.Value ?? [])
            {
                if (value.Metadata?.PluginData?.PluginName == "hparams")
                {
                    HParamsPluginData data = HParamsPluginData.Parser.ParseFrom(value.Metadata.PluginData.Content);
                    columns ??= data.Experiment is null ? null : string.Join(", ", data.Experiment.HparamInfos.Select(static i => $"{i.Name}: {string.Join(" ", i.DomainDiscrete.Values.Select(static v => v.NumberValue.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}"));
                    group ??= data.SessionStartInfo?.GroupName;
                }
            }
        }

        return (columns ?? "", group ?? "");
    }
}
