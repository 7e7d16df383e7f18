using Hamlet.Environments;
using Hamlet.Live.Watching;
using Hamlet.Randomness;
using Hamlet.Tests.Environments.Town;

namespace Hamlet.Tests.Live;

public sealed class StageTests
{
    [Fact]
    public void ATownThatIsWatchedAllocatesNothingOnItsThreadAndItsEndsAreTold()
    {
        var context = new EnvironmentContext { Rows = 1, Streams = new RandomStreams(1), MaxSteps = 20 };
        using var world = new TownEnvironment(new TownOptions { World = Worlds.Read("town8"), Level = "L1" }, context);
        var batch = new EnvironmentBatch(world.Spec, 1);
        var stage = new Stage(world, batch, [new Actor("a", 0, 1)]);
        world.Reset(batch.All);
        stage.Ask();
        Step(world, batch, stage, 100);
        while (stage.Ended.TryTake(out _))
        {
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Step(world, batch, stage, 20_000);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.True(stage.Ended.TryTake(out EndedEpisode ended));
        Assert.Equal(20, ended.Steps);
        Assert.Equal(world.MeterNames.Count, ended.Meters.Length);
        Assert.Equal(world.AffordanceNames.Count, ended.Uses.Length);
        Assert.Equal(5, ended.Number);
    }

    [Fact]
    public void TheFinalMetersAreThoseBeforeTheNextEpisodeBegan()
    {
        var context = new EnvironmentContext { Rows = 1, Streams = new RandomStreams(1), MaxSteps = 3 };
        using var world = new TownEnvironment(new TownOptions { World = Worlds.Read("town8"), Level = "L1" }, context);
        var batch = new EnvironmentBatch(world.Spec, 1);
        world.Reset(batch.All);
        float[] begun = new float[world.MeterNames.Count];
        world.ReadMeters(0, begun);
        batch.All.Actions[0] = TownProbe.Wait;
        float[] now = new float[begun.Length];
        float[] drained = [.. begun];

        for (int i = 0; i < 2; i++)
        {
            world.Step(batch.All);
        }

        world.ReadMeters(0, now);
        world.Step(batch.All);
        Assert.True(batch.All.Truncated[0]);
        Assert.True(world.TryReadFinalMeters(0, drained));
        float[] next = new float[begun.Length];
        world.ReadMeters(0, next);

        int energy = world.MeterNames.ToList().IndexOf("energy");
        // Each step of waiting takes the same: the end is one step below what was read before it, and the next episode is at its beginning.
        Assert.Equal(begun[energy] - now[energy], 2 * (now[energy] - drained[energy]), 1e-4f);
        Assert.Equal(begun[energy], next[energy]);
        Assert.NotEqual(begun[energy], drained[energy]);
    }

    private static void Step(TownEnvironment world, EnvironmentBatch batch, Stage stage, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            batch.All.Actions[0] = i % 6;
            world.Step(batch.All);
            stage.Step(i, 0);
        }
    }
}
