using System.Text;
using Hamlet.Metrics;

namespace Hamlet.Formats.EventFiles;

/// <summary>The messages of TensorBoard's plugin <c>hparams</c>: what stands in the metadata of its values.</summary>
internal static class HyperparameterMessages
{
    /// <summary>The tag of <see cref="Experiment"/>.</summary>
    public const string ExperimentTag = "_hparams_/experiment";

    /// <summary>The tag of <see cref="Start"/>.</summary>
    public const string StartTag = "_hparams_/session_start_info";

    /// <summary>The tag of <see cref="End"/>.</summary>
    public const string EndTag = "_hparams_/session_end_info";

    private const int ExperimentField = 2;
    private const int StartField = 3;
    private const int EndField = 4;

    private static readonly Hyperparameter[] s_truth = [Hyperparameter.Of("", false), Hyperparameter.Of("", true)];

    /// <summary>
    /// Which hyperparameters and metrics have columns. TensorBoard takes one such record for all runs of a log directory, so nothing of a
    /// single run is in it: no time, no values. Runs with the same keys write the same bytes.
    /// </summary>
    /// <param name="values">The hyperparameters, of which only names and types are written.</param>
    /// <param name="metrics">Tags of the run's own directory.</param>
    public static byte[] Experiment(IReadOnlyList<Hyperparameter> values, IReadOnlyList<string> metrics) =>
        Columns([.. values.Select(static v => new HyperparameterColumn(v.Name, v.Kind, []))], metrics);

    /// <summary>The same for the runs of a sweep: the columns in which they differ, with the values that occur, which the page's filters are made of.</summary>
    public static byte[] Columns(IReadOnlyList<HyperparameterColumn> columns, IReadOnlyList<string> metrics) => Message(ExperimentField, buffer =>
    {
        foreach (HyperparameterColumn column in columns)
        {
            int info = buffer.Open(4);
            Text(buffer, 1, column.Name);
            buffer.Varint(4, column.Kind switch { HyperparameterKind.Text => 1, HyperparameterKind.Boolean => 2, _ => 3 });
            IReadOnlyList<Hyperparameter> domain = column.Kind == HyperparameterKind.Boolean ? s_truth : column.Values;
            if (domain.Count > 0)
            {
                WriteDomain(buffer, domain);
            }

            buffer.Close(info);
        }

        foreach (string tag in metrics)
        {
            int info = buffer.Open(5);
            int name = buffer.Open(1);
            Text(buffer, 2, tag);
            buffer.Close(name);
            buffer.Close(info);
        }
    });

    /// <summary>The values of a session.</summary>
    /// <param name="values">They.</param>
    /// <param name="group">What sessions that differ in nothing but the seed have in common; empty for a group of its own.</param>
    /// <param name="seconds">When it began, since 1970 UTC.</param>
    public static byte[] Start(IReadOnlyList<Hyperparameter> values, string group, double seconds) => Message(StartField, buffer =>
    {
        foreach (Hyperparameter value in values)
        {
            int entry = buffer.Open(1);
            Text(buffer, 1, value.Name);
            int content = buffer.Open(2);
            WriteValue(buffer, value);
            buffer.Close(content);
            buffer.Close(entry);
        }

        if (group.Length > 0)
        {
            Text(buffer, 4, group);
        }

        buffer.Double(5, seconds);
    });

    /// <summary>How a session ended. The first one of a directory stands for good.</summary>
    /// <param name="success">Whether it came to its end.</param>
    /// <param name="seconds">When it ended, since 1970 UTC.</param>
    public static byte[] End(bool success, double seconds) => Message(EndField, buffer =>
    {
        buffer.Varint(1, success ? 1 : 2);
        buffer.Double(2, seconds);
    });

    // The domain, which the page's filters are made of. That of a number or a text is no single run's to say: it would be another one in each run.
    private static void WriteDomain(MessageBuffer buffer, IReadOnlyList<Hyperparameter> values)
    {
        int domain = buffer.Open(5);
        foreach (Hyperparameter value in values)
        {
            int item = buffer.Open(1);
            WriteValue(buffer, value);
            buffer.Close(item);
        }

        buffer.Close(domain);
    }

    // Members of a oneof: written also where they are 0, false or empty.
    private static void WriteValue(MessageBuffer buffer, Hyperparameter value)
    {
        switch (value.Kind)
        {
            case HyperparameterKind.Number:
                buffer.Double(2, value.Number);
                break;
            case HyperparameterKind.Boolean:
                buffer.Varint(4, (long)value.Number);
                break;
            default:
                Text(buffer, 3, value.Text);
                break;
        }
    }

    // A lone surrogate becomes U+FFFD: invalid UTF-8 would stop a reader for good.
    private static void Text(MessageBuffer buffer, int field, string text) => buffer.Bytes(field, Encoding.UTF8.GetBytes(text));

    private static byte[] Message(int field, Action<MessageBuffer> write)
    {
        var buffer = new MessageBuffer(1024);
        int mark = buffer.Open(field);
        write(buffer);
        buffer.Close(mark);
        return buffer.Written.ToArray();
    }
}
