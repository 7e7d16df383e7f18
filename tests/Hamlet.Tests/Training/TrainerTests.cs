using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Training;

public sealed class TrainerTests
{
    [Fact]
    public async Task AFileIsTrainedInAFewLinesOfCode()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """
            environment: { type: cartpole }
            agents: [{ algorithm: dqn, learning_starts: 100, network: { hidden: [16] } }]
            training: { total_steps: 600 }
            evaluation: { every_steps: 200, episodes: 2, final_episodes: 3 }
            """);

        using var trainer = Trainer.FromYaml(file);
        TrainingResult result = await trainer.TrainAsync();

        File.Delete(file);
        AgentResult agent = Assert.Single(result.Agents);
        Assert.Equal((false, 600), (result.Interrupted, result.Steps));
        Assert.Equal((3, 3, 3), (agent.Best!.Episodes, agent.Final!.Episodes, agent.Random!.Episodes));
        Assert.Contains(agent.BestStep, new long?[] { 200, 400, 600 });
        Assert.Equal((600, 1.0), (trainer.Status.Step, trainer.Status.Fraction));
    }

    [Fact]
    public void ACancelledTokenStopsInGoodOrder()
    {
        using Trainer trainer = Create("training: { total_steps: 1000000000 }");

        TrainingResult result = trainer.Train(new CancellationToken(canceled: true));

        Assert.True(result.Interrupted);
        Assert.Equal(0, result.Steps);
    }

    [Fact]
    public void EachAgentMakesItsEpisodesAndNoMore()
    {
        using Trainer trainer = Create("""
            agents:
              - { agent_id: a, learning_starts: 50, network: { hidden: [8] } }
              - { agent_id: b, learning_starts: 50, network: { hidden: [8] }, exploration: { epsilon_start: 0.5 } }
            training: { num_episodes: 7 }
            """, "num_envs: 3");

        TrainingResult result = trainer.Train();

        Assert.Equal([7, 7], result.Agents.Select(static a => a.Episodes));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void AStepAllocatesNothing(int environments)
    {
        // What a process makes once is made before, and what a run allocates at its start is the same for both; only steps could make a difference.
        Allocated(2_000, environments);
        long few = Allocated(20_000, environments);
        long many = Allocated(60_000, environments);

        Assert.Equal(few, many);
    }

    private static long Allocated(int steps, int environments)
    {
        using Trainer trainer = Create($$"""
            agents: [{ learning_starts: 100, replay_buffer_size: 2000, network: { hidden: [8] } }]
            training: { total_steps: {{steps}} }
            """, $"num_envs: {environments}");
        long before = GC.GetAllocatedBytesForCurrentThread();
        TrainingResult result = trainer.Train();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal(steps, result.Steps);
        return allocated;
    }

    private static Trainer Create(string yaml, string environment = "num_envs: 1")
    {
        string text = $"environment: {{ type: cartpole, {environment} }}\nevaluation: {{ final_episodes: 0 }}\n{yaml}";
        return Trainer.Create(ExperimentBinder.Bind(YamlParser.Parse(text, "f.yaml"), PluginCatalog.Host, new YamlConfigReader()));
    }
}
