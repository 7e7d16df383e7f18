using System.Text.RegularExpressions;
using Hamlet.Formats.EventFiles;
using Hamlet.Metrics;
using Hamlet.Outputs.TensorBoard;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.TensorBoard;

public sealed class HyperparameterTests : IDisposable
{
    private static readonly Hyperparameter[] s_values =
    [
        Hyperparameter.Of("opt", "adam"), Hyperparameter.Of("lr", 0.5), Hyperparameter.Of("clip", false),
    ];

    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void TheMessagesAreTheReferenceByteForByte()
    {
        Assert.Equal(
            "1a390a0d0a036f707412061a046164616d0a0f0a026c72120911000000000000e03f0a0a0a04636c697012022000220267312900001000de39da41",
            Convert.ToHexStringLower(HyperparameterMessages.Start(s_values, "g1", 1_760_000_000.25)));
        Assert.Equal("220b08011100005000de39da41", Convert.ToHexStringLower(HyperparameterMessages.End(success: true, 1_760_000_001.25)));
    }

    [Fact]
    public void TheFramesAreTheReferenceByteForByte()
    {
        string start = Frame(HyperparameterMessages.StartTag, HyperparameterMessages.Start(s_values, "g1", 1_760_000_000.25));
        string end = Frame(HyperparameterMessages.EndTag, HyperparameterMessages.End(success: true, 1_760_000_001.25));

        Assert.Equal(
            "7d0000000000000061558d7e0900001000de39da412a720a700a1c5f68706172616d735f2f73657373696f6e5f73746172745f696e666f42060801120212004a480a"
            + "460a0768706172616d73123b1a390a0d0a036f707412061a046164616d0a0f0a026c72120911000000000000e03f0a0a0a04636c69701202200022026731290000"
            + "1000de39da41a6fa6228",
            start);
        Assert.Equal(
            "5000000000000000940f9b820900001000de39da4110ac022a420a400a1a5f68706172616d735f2f73657373696f6e5f656e645f696e666f42060801120212004a1a"
            + "0a180a0768706172616d73120d220b08011100005000de39da413133f19a",
            end);
    }

    [Fact]
    public void ARunHasAStartAnExperimentAndAtItsTrueEndAnOutcome()
    {
        using (MetricLog log = Open())
        {
            log.LogHyperparameters([.. s_values, Hyperparameter.Parse("seed", "18446744073709551615")], ["outcome/final_mean_return"]);
            log.Log("a/b", 1, step: 5_000_000_000);
            log.LogOutcome(success: true, [("outcome/final_mean_return", 7.5), ("outcome/nothing", double.NaN)]);
        }

        List<(long Step, Summary.Types.Value Value)> values = EventFileReader.Values(_directory.EventFiles().Single());
        Experiment experiment = Data(values, "_hparams_/experiment").Experiment;
        Assert.Equal([("opt", 1), ("lr", 3), ("clip", 2), ("seed", 1)], experiment.HparamInfos.Select(static i => (i.Name, i.Type)));
        Assert.Equal([false, true], experiment.HparamInfos[2].DomainDiscrete.Values.Select(static v => v.BoolValue));
        Assert.All(experiment.HparamInfos.Where(static i => i.Name != "clip"), static i => Assert.Null(i.DomainDiscrete));
        Assert.Equal([("", "outcome/final_mean_return")], experiment.MetricInfos.Select(static i => (i.Name.Group, i.Name.Tag)));

        SessionStartInfo start = Data(values, "_hparams_/session_start_info").SessionStartInfo;
        Assert.Equal("adam", start.Hparams["opt"].StringValue);
        Assert.Equal(0.5, start.Hparams["lr"].NumberValue);
        Assert.True(start.Hparams["clip"].HasBoolValue);
        Assert.Equal("18446744073709551615", start.Hparams["seed"].StringValue);

        Assert.Equal(1, Data(values, "_hparams_/session_end_info").SessionEndInfo.Status);
        (long step, Summary.Types.Value outcome) = values.Single(static v => v.Value.Tag.StartsWith("outcome/", StringComparison.Ordinal));
        Assert.Equal(("outcome/final_mean_return", 7.5f), (outcome.Tag, outcome.SimpleValue));
        Assert.True(step <= int.MaxValue);
    }

    [Fact]
    public void AnInterruptedRunHasNoEndAndAFailedOneSaysSo()
    {
        using (MetricLog log = Open())
        {
            log.LogHyperparameters(s_values, []);
        }

        Assert.DoesNotContain(EventFileReader.Values(_directory.EventFiles().Single()), static v => v.Value.Tag == "_hparams_/session_end_info");

        using (MetricLog log = Open())
        {
            log.LogOutcome(success: false, []);
        }

        Assert.Equal(2, Data(EventFileReader.Values(_directory.EventFiles().Last()), "_hparams_/session_end_info").SessionEndInfo.Status);
    }

    [Fact]
    public void RunsThatDifferInValuesOnlyWriteTheSameExperiment()
    {
        Assert.Equal(
            HyperparameterMessages.Experiment([Hyperparameter.Of("lr", 0.5)], ["m"]),
            HyperparameterMessages.Experiment([Hyperparameter.Of("lr", 0.25)], ["m"]));
    }

    [Fact]
    public void TheDatabaseHasThemTyped()
    {
        using (MetricLog log = new([new NamedSink("database", _directory.Sqlite())]))
        {
            log.LogHyperparameters(s_values, []);
        }

        Assert.Equal(
            [["clip", 0.0], ["lr", 0.5], ["opt", "adam"]],
            _directory.Query("SELECT name, value FROM hyperparameters ORDER BY name"));
    }

    [Theory]
    [InlineData("Returns", "Episode/Total_Reward", false)]
    [InlineData("Returns", "right/Episode/Total_Reward", true)]
    [InlineData("Losses", "left/Training/TD_Error", true)]
    [InlineData("Policies", "eval/town/best_mean_return", false)]
    public void EachCurveOfTheLayoutIsFoundWithTheAgentsPrefix(string why, string tag, bool several)
    {
        MetricAgents agents = several ? new MetricAgents(["left", "right"]) : MetricAgents.Single;
        using (MetricLog log = Open(agents))
        {
            log.LogHyperparameters([], []);
        }

        Summary.Types.Value value = EventFileReader.Values(_directory.EventFiles().Single())
            .Single(static v => v.Value.Tag == "custom_scalars__config__").Value;
        Layout layout = Layout.Parser.ParseFrom(value.Tensor.StringVal.Single());

        Assert.Equal("custom_scalars", value.Metadata.PluginData.PluginName);
        // TensorBoard matches from the tag's start.
        Assert.True(
            layout.Category.SelectMany(static c => c.Chart).SelectMany(static c => c.Multiline.Tag).Count(p => Regex.IsMatch(tag, $"^(?:{p})")) == 1,
            $"{why}: {tag}");
    }

    private MetricLog Open(MetricAgents? agents = null) => new(
        [new NamedSink("tensorboard", _directory.TensorBoard(agents))], new MetricLogOptions { Agents = agents ?? MetricAgents.Single });

    private static HParamsPluginData Data(List<(long Step, Summary.Types.Value Value)> values, string tag)
    {
        Summary.Types.Value value = values.Single(v => v.Value.Tag == tag).Value;
        Assert.Equal("hparams", value.Metadata.PluginData.PluginName);
        Assert.Equal(0, value.Metadata.DataClass);
        return HParamsPluginData.Parser.ParseFrom(value.Metadata.PluginData.Content);
    }

    private string Frame(string tag, byte[] message)
    {
        string name;
        using (EventFileWriter writer = EventFileWriter.Create(_directory.Path, "demo", 0, new FixedTime(1_760_000_000.25)))
        {
            name = writer.Name;
            writer.Begin(1_760_000_000.25, tag == HyperparameterMessages.EndTag ? 300 : 0);
            writer.Hyperparameters(writer.Tag(tag), message);
            writer.End();
        }

        return Convert.ToHexStringLower(EventFileReader.Frames(File.ReadAllBytes(_directory.File(name))).Last());
    }
}
