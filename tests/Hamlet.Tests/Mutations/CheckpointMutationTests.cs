using Hamlet.Formats.Yaml;
using Hamlet.Plugins;
using Hamlet.Randomness;
using Hamlet.State;
using Hamlet.Tests.Training.Checkpoints;
using Hamlet.Training;
using Hamlet.Training.Checkpoints;
using Hamlet.Training.Experiments;
using Xunit.Abstractions;

namespace Hamlet.Tests.Mutations;

/// <summary>Damaged checkpoints of a real training: as a whole, behind the back of their hashes, and as a state that does not fit.</summary>
public sealed class CheckpointMutationTests(ITestOutputHelper output) : IDisposable
{
    private const string Experiment = """
        experiment: { seed: 1 }
        environment: { type: cartpole, wrappers: [{ type: normalize_observation }] }
        agents: [{ algorithm: dqn, learning_starts: 50, replay_buffer_size: 500, prioritized_replay: true, network: { hidden: [8] } }]
        intrinsic: { type: rnd }
        training: { total_steps: 300 }
        evaluation: { every_steps: 100, episodes: 2, final_episodes: 0 }
        metrics: { replay_storage: true, replay_sample_rate: 1 }
        """;

    private readonly string _directory = Directory.CreateTempSubdirectory("hamlet-mutations-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void ADamagedCheckpointIsRefusedOrRightAndNeverWorse()
    {
        string path = TrainedCheckpoint();
        string[] files = [.. Directory.GetFiles(path).Order(StringComparer.Ordinal)];
        byte[][] contents = [.. files.Select(File.ReadAllBytes)];
        var bounded = new Bounded(output, typeof(CheckpointException));
        var random = new RandomStream(11);
        for (int i = 0; i < Mutation.Count; i++)
        {
            int file = random.NextInt32(files.Length);
            File.WriteAllBytes(files[file], Mutation.Of(contents[file], ref random));
            bounded.Run(i, contents.Sum(static c => c.Length), () => CheckpointReader.Read(path));
            File.WriteAllBytes(files[file], contents[file]);
        }

        bounded.Report();
    }

    [Fact]
    public void ADamagedStateIsRefusedOrReadWhereNoHashGuardsIt()
    {
        byte[] bytes = File.ReadAllBytes(Path.Combine(TrainedCheckpoint(), CheckpointReader.StateName));
        byte[] small = SmallState();
        var bounded = new Bounded(output, typeof(InvalidDataException));
        var random = new RandomStream(12);
        for (int i = 0; i < Mutation.Count; i++)
        {
            byte[] mutated = Mutation.Of(random.NextInt32(4) == 0 ? bytes : small, ref random);
            bounded.Run(i, mutated.Length, () => StateFile.Read(new MemoryStream(mutated), "state"));
        }

        bounded.Report();
    }

    [Fact]
    public void AStateThatDoesNotFitIsRefused()
    {
        CheckpointContent content = CheckpointReader.Read(TrainedCheckpoint());
        using Trainer trainer = Create(null);
        var bounded = new Bounded(output, typeof(CheckpointException));
        var random = new RandomStream(13);
        for (int i = 0; i < Mutation.Count; i++)
        {
            StateTree tree = Damaged(content.State, ref random);
            bounded.Run(i, content.Info.Bytes, () => trainer.Resume(content with { State = tree }));
        }

        bounded.Report();
    }

    private static byte[] SmallState()
    {
        var stream = new MemoryStream();
        StateFile.Write(CheckpointSamples.State(3), stream);
        return stream.ToArray();
    }

    private static Trainer Create(TrainerOutput? to)
    {
        var reader = new YamlConfigReader();
        return Trainer.Create(ExperimentBinder.Bind(YamlParser.Parse(Experiment, "experiment.yaml"), PluginCatalog.Host, reader), null, to);
    }

    private string TrainedCheckpoint()
    {
        using Trainer trainer = Create(new TrainerOutput(_directory) { RunId = "run", Configuration = Experiment });
        trainer.Train();
        return trainer.Checkpoints!.Latest!.Path;
    }

    // A copy in which one value is another: missing, of another type, shorter, longer, huge, or of other bits.
    private static StateTree Damaged(StateTree tree, ref RandomStream random)
    {
        StateTree copy = Copy(tree);
        List<StateTree> nodes = [];
        Collect(copy, nodes);
        nodes.RemoveAll(static node => node.Values.Count == 0);
        StateTree node = nodes[random.NextInt32(nodes.Count)];
        string name = node.Values.GetAt(random.NextInt32(node.Values.Count)).Key;
        object value = node.Values[name];
        node.Values.Remove(name);
        switch (random.NextInt32(5))
        {
            case 0:
                break;
            case 1:
                node.Values.Add(name, "text");
                break;
            case 2:
                node.Values.Add(name, value is long ? (long)random.NextUInt64() : random.NextInt32(2) == 0 ? long.MaxValue : double.NaN);
                break;
            case 3 when value is Array array:
                Array other = Array.CreateInstance(value.GetType().GetElementType()!, random.NextInt32((2 * array.Length) + 2));
                node.Values.Add(name, other);
                break;
            default:
                node.Values.Add(name, Noise(value, ref random));
                break;
        }

        return copy;
    }

    private static object Noise(object value, ref RandomStream random)
    {
        if (value is not Array array || array.Length == 0)
        {
            return value is long ? (long)random.NextUInt64() : -1L;
        }

        var copy = (Array)array.Clone();
        byte[] bytes = new byte[Buffer.ByteLength(copy)];
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)random.NextUInt64();
        }

        Buffer.BlockCopy(bytes, 0, copy, 0, bytes.Length);
        return copy;
    }

    private static StateTree Copy(StateTree tree)
    {
        var copy = new StateTree { Version = tree.Version };
        foreach ((string name, object value) in tree.Values)
        {
            copy.Values.Add(name, value);
        }

        foreach ((string name, StateTree child) in tree.Children)
        {
            copy.Children.Add(name, Copy(child));
        }

        return copy;
    }

    private static void Collect(StateTree tree, List<StateTree> nodes)
    {
        nodes.Add(tree);
        foreach (StateTree child in tree.Children.Values)
        {
            Collect(child, nodes);
        }
    }
}
