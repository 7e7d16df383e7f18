using Hamlet.State;
using Hamlet.Training.Checkpoints;

namespace Hamlet.Tests.Training.Checkpoints;

/// <summary>Small checkpoints for tests, and a directory for them.</summary>
internal sealed class CheckpointSamples : IDisposable
{
    public static CheckpointRun Run { get; } = new("20260101-000000-abcdef", "experiment:\n  name: sample\n", "a backend");

    public string Path { get; } = Directory.CreateTempSubdirectory("hamlet-checkpoints-").FullName;

    public string Folder => System.IO.Path.Combine(Path, CheckpointManager.FolderName);

    public static StateTree State(long number)
    {
        var tree = new StateTree { Version = 3 };
        var writer = new StateWriter(tree);
        writer.Write("number", number);
        writer.Write("rate", 0.1 * number);
        writer.Write("nothing", double.NaN);
        writer.Write("on", true);
        writer.Write("name", "ε / 1 % @ \"\n");
        writer.Write<float>("weights", [1.5f, float.NaN, -0f, float.PositiveInfinity, 5, 6], [2, 3]);
        writer.Write<double>("sums", [number, double.Epsilon]);
        writer.Write<ulong>("words", [ulong.MaxValue]);
        writer.Write<long>("counts", [long.MinValue, 1]);
        writer.Write<int>("slots", [-1, 2]);
        writer.Write("flags", [true, false, true]);
        writer.Write<byte>("empty", []);
        var child = new StateTree();
        new StateWriter(child).Write("deep", -7L);
        tree.Children.Add("a/b@c%", child);
        tree.Children.Add("empty one", new StateTree());
        return tree;
    }

    public static CheckpointSnapshot Snapshot(long step, double? reward = null) => new()
    {
        Step = step,
        Episodes = step / 10,
        Metrics = new Dictionary<string, double> { [CheckpointMetric.TotalReward] = reward ?? double.NaN },
        State = State(step),
        Files = new Dictionary<string, Action<Stream>> { ["agent_0.policy.safetensors"] = static stream => stream.Write("policy"u8) },
    };

    public CheckpointManager Open(CheckpointOptions? options = null, ICheckpointFiles? files = null, Action<Exception>? onFailed = null) =>
        new(Path, Run, options, TimeProvider.System, files ?? new DiskFiles()) { OnFailed = onFailed };

    public void Save(CheckpointManager manager, long step, double? reward = null)
    {
        manager.Save(Snapshot(step, reward));
        manager.Wait();
    }

    public string[] Leftovers() => Directory.Exists(Folder) ? Directory.GetFileSystemEntries(Folder, ".*") : [];

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
