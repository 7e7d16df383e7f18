using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.State;
using Hamlet.Tests.Outputs.Support;
using Hamlet.Training;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;
using Hamlet.Training.Runs;

namespace Hamlet.Tests.Torch;

/// <summary>Whole trainings on both backends.</summary>
[Collection("TorchSharp")]
public sealed class TorchTrainingTests : IDisposable
{
    private const string Ppo = "{ algorithm: ppo, n_steps: 16, batch_size: 16, network: { hidden: [16] } }";
    private const string Dqn = "{ algorithm: dqn, learning_starts: 32, batch_size: 16, train_frequency: 4, replay_buffer_size: 500, network: { hidden: [16] } }";
    private const string Recurrent = "{ algorithm: ppo, n_steps: 16, batch_size: 16, shared_trunk: true, network: { hidden: [8], recurrent: lstm, recurrent_size: 8 } }";

    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    // The draws are the same ones, so both choose the same actions, and what they learn differs by rounding alone.
    [TorchTheory]
    [InlineData(Ppo, "managed", "torchsharp")]
    [InlineData(Ppo, "torchsharp", "managed")]
    [InlineData(Dqn, "managed", "torchsharp")]
    [InlineData(Dqn, "torchsharp", "managed")]
    [InlineData(Recurrent, "managed", "torchsharp")]
    [InlineData(Recurrent, "torchsharp", "managed")]
    public void ARunOfOneBackendGoesOnOnTheOther(string agent, string first, string second)
    {
        CheckpointContent saved = Train(agent, first, 64, null);
        StateTree stayed = Train(agent, first, 128, saved).State.Children["training"];
        StateTree crossed = Train(agent, second, 128, saved).State.Children["training"];

        Assert.NotEqual("", State.StateTrees.Difference(saved.State.Children["training"], crossed));
        AssertNear(stayed.Children["learner_0"].Children["algorithm"], crossed.Children["learner_0"].Children["algorithm"], "");
    }

    [TorchFact(onProcessor: true)]
    public void EqualSeedsGiveEqualBitsOnOneThread() => Assert.Equal(
        "",
        State.StateTrees.Difference(
            Train(Ppo, "torchsharp", 128, null).State.Children["training"].Children["learner_0"],
            Train(Ppo, "torchsharp", 128, null).State.Children["training"].Children["learner_0"]));

    private static void AssertNear(StateTree expected, StateTree actual, string path)
    {
        foreach ((string name, object value) in expected.Values)
        {
            if (value is float[] floats)
            {
                Numerics.Nets.AssertClose(ParityTests.Doubles(floats), (float[])actual.Values[name], 2e-3, path + name);
            }
        }

        foreach ((string name, StateTree child) in expected.Children)
        {
            AssertNear(child, actual.Children[name], $"{path}{name}/");
        }
    }

    private CheckpointContent Train(string agent, string backend, int steps, CheckpointContent? from)
    {
        Experiment experiment = ExperimentBinder.Bind(
            YamlParser.Parse(
                $$"""
                environment: { type: cartpole }
                agents: [{{agent}}]
                training: { total_steps: {{steps}} }
                evaluation: { every_steps: 0, final_episodes: 0 }
                backend: { type: {{backend}}, device: '{{(backend == "managed" ? "cpu" : TorchBuild.Device)}}' }
                """,
                "f.yaml"),
            PluginCatalog.Host,
            new YamlConfigReader());
        using RunDirectory run = RunDirectory.Create(_folder.Path, experiment, TimeProvider.System);
        using (Trainer trainer = Trainer.Create(experiment, null, new TrainerOutput(run.Path) { Configuration = run.Configuration.Text }))
        {
            if (from is not null)
            {
                trainer.Resume(from);
            }

            trainer.Train();
        }

        return CheckpointManager.LoadFrom(run.Path, "latest");
    }
}
