using System.Text.Json.Nodes;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Schema;

/// <summary>An editor that knows the schema finds what the command would find, and nothing else.</summary>
public sealed class SchemaCommandTests
{
    // A sweep is of another shape; its own tests read it.
    public static TheoryData<string> Experiments => [.. Files(Repository.Config("")).Where(static file => file is not "sweep.yaml")];

    public static TheoryData<string> Worlds => [.. Files(Repository.Config("worlds"))];

    [Theory]
    [MemberData(nameof(Experiments))]
    public async Task EveryExperimentShippedIsValid(string file) =>
        Assert.Empty((await Validator("schema")).Problems(YamlDocument.Read(Repository.Config(file))));

    [Theory]
    [MemberData(nameof(Worlds))]
    public async Task EveryWorldShippedIsValid(string file) =>
        Assert.Empty((await Validator("schema", "TownWorld")).Problems(YamlDocument.Read(Path.Combine(Repository.Config("worlds"), file))));

    [Theory]
    [InlineData("training: { total_stepps: 5 }", "/training/total_stepps: not allowed")]
    [InlineData("training: { total_steps: many }", "/training/total_steps: is no [\"integer\",\"null\"]")]
    [InlineData("training: { total_steps: 0 }", "/training/total_steps: is below 1")]
    [InlineData("evaluation: { episodes: 1.5 }", "/evaluation/episodes: is no \"integer\"")]
    [InlineData("environment: { type: cartpole, world: x.yaml }", "/environment/world: not allowed")]
    [InlineData("environment: { type: town, level: L1 }", "/environment: lacks world")]
    [InlineData("agents: [{ algorithm: ppo, replay_buffer_size: 5 }]", "/agents/0/replay_buffer_size: not allowed")]
    [InlineData("agents: [{ replay_buffer_size: 0 }]", "/agents/0/replay_buffer_size: is below 1")]
    [InlineData("agents: [{ gamma: 2 }]", "/agents/0/gamma: is above 1")]
    [InlineData("agents: [{ network: { hiden: 64 } }]", "/agents/0/network/hiden: not allowed")]
    [InlineData("agents: [{ exploration: { type: none, epsilon_min: 0 } }]", "/agents/0/exploration/epsilon_min: not allowed")]
    [InlineData("metrics: { csv: maybe }", "/metrics/csv: is no \"boolean\"")]
    [InlineData("metrics: { tensorboard: { histogram_bukets: 5 } }", "/metrics/tensorboard/histogram_bukets: not allowed")]
    [InlineData("callbacks: [{ type: early_stop, on: never }]", "/callbacks/0/on: is none of [\"evaluation\",\"episodes\"]")]
    [InlineData("use_wandb: 3", "/use_wandb: is no \"boolean\"")]
    [InlineData("trainning: {}", "/trainning: not allowed")]
    public async Task WhatIsWrongIsFound(string yaml, string problem)
    {
        using var folder = new TemporaryFolder();

        Assert.Equal([problem], (await Validator("schema")).Problems(YamlDocument.Read(folder.File("wrong.yaml", yaml))));
    }

    [Theory]
    [InlineData("backend:")]
    [InlineData("environment: { level: L1 }")]
    [InlineData("environment: { type: cartpole }")]
    [InlineData("agents: [{ network: { hidden: 64 } }]")]
    [InlineData("experiment: { name: 2024, tracking_uri: mlruns }")]
    [InlineData("environment: { type: town, world: worlds/town8.yaml, max_steps: null, wrappers: [{ type: frame_stack }] }")]
    [InlineData("training: { total_steps: 1e6, learning_rate: 0.1 }")]
    [InlineData("metrics: { csv: true, tensorboard: { histogram_buckets: 5 } }")]
    public async Task WhatTheCommandTakesIsValid(string yaml)
    {
        using var folder = new TemporaryFolder();

        Assert.Empty((await Validator("schema")).Problems(YamlDocument.Read(folder.File("right.yaml", yaml))));
    }

    [Fact]
    public async Task EveryKeyHasItsDocumentation()
    {
        JsonObject schema = JsonNode.Parse(await ShippedCommand.PrintAsync("schema"))!.AsObject();

        string hover = schema["definitions"]!["agents.dqn"]!["properties"]!["batch_size"]!["description"]!.GetValue<string>();

        Assert.Contains("The number of transitions of one update", hover, StringComparison.Ordinal);
        Assert.Contains("Default: 64. Range: at least 1, at most 1048576. Unit: transitions", hover, StringComparison.Ordinal);
        Assert.True(schema["definitions"]!["agents.dqn"]!["properties"]!["state_dim"]!["deprecated"]!.GetValue<bool>());
    }

    [Fact]
    public async Task AnUnknownRecordIsAnError()
    {
        CommandResult result = await ShippedCommand.RunAsync("schema", "TownWord");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("did you mean 'TownWorld'?", result.Error, StringComparison.Ordinal);
    }

    private static async Task<JsonSchemaValidator> Validator(params string[] args) =>
        new(JsonNode.Parse(await ShippedCommand.PrintAsync(args))!.AsObject());

    private static IEnumerable<string> Files(string folder) =>
        Directory.EnumerateFiles(folder, "*.yaml").Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal);
}
