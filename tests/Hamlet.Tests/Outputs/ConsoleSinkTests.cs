using Hamlet.Metrics;
using Hamlet.Outputs.Console;
using Hamlet.State;

namespace Hamlet.Tests.Outputs;

public sealed partial class ConsoleSinkTests
{
    [Fact]
    public void ALineHasTheWholeTagsAndTheirValues()
    {
        string[] lines = Written(new ConsoleOptions { Records = [] }, log => log.Log(Sample(1)));

        Assert.Equal(["printed step=1 episode=0 Group/A_Rather_Long_Name=1.5 Group/A_Rather_Long_Name_Too=NaN Group/Text=\"a \\\"b\\\"\\nc\" Map/x=2"], lines);
    }

    [Fact]
    public void OnlyTheChosenRecordsAreWrittenAndOfThoseEveryNth()
    {
        Assert.Empty(Written(new ConsoleOptions { Records = ["another"] }, log => log.Log(Sample(1))));

        string[] lines = Written(new ConsoleOptions { Records = ["printed"], Every = 3 }, log =>
        {
            for (int step = 0; step < 7; step++)
            {
                log.Log(Sample(step));
            }
        });

        Assert.Equal(["step=0", "step=3", "step=6"], lines.Select(static l => l.Split(' ')[1]));
    }

    [Fact]
    public void AContinuedRunKeepsTheRhythm()
    {
        var options = new ConsoleOptions { Records = [], Every = 3 };
        var tree = new StateTree();
        var first = new ConsoleSink(options, new StringWriter());
        using (var log = new MetricLog([new NamedSink("console", first)]))
        {
            log.Log(Sample(0));
            log.Log(Sample(1));
            log.Flush();
            tree = StateTree.Save(first);
        }

        var output = new StringWriter();
        var second = new ConsoleSink(options, output);
        tree.Load(second);
        using (var log = new MetricLog([new NamedSink("console", second)]))
        {
            log.Log(Sample(2));
            log.Log(Sample(3));
        }

        Assert.Equal(["step=3"], Lines(output).Select(static l => l.Split(' ')[1]));
    }

    private static string[] Written(ConsoleOptions options, Action<MetricLog> write)
    {
        var output = new StringWriter();
        using (var log = new MetricLog([new NamedSink("console", new ConsoleSink(options, output))]))
        {
            write(log);
        }

        return Lines(output);
    }

    private static string[] Lines(StringWriter output) => output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);

    private static PrintedMetrics Sample(long step) =>
        new(step, 1.5f, double.NaN, null, "a \"b\"\nc", new MetricMap(s_names, new float[] { 2 }));

    private static readonly MetricNames s_names = new(["x"]);

    [MetricRecord]
    internal readonly partial record struct PrintedMetrics(
        [Step] long Step,
        [Scalar("Group/A_Rather_Long_Name")] float First,
        [Scalar("Group/A_Rather_Long_Name_Too")] double Second,
        [Scalar("Group/Absent")] float? Absent,
        [Text("Group/Text")] string Text,
        [ScalarMap("Map")] MetricMap Map);
}
