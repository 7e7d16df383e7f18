using Hamlet.Environments;

namespace Hamlet.Tests.Environments.Wrappers;

/// <summary>A wrapper between two batches that a test writes and reads by hand; one value is observed.</summary>
internal sealed class WrapperProbe
{
    private readonly EnvironmentBatch _world;
    private readonly EnvironmentBatch _agent;

    public WrapperProbe(Func<WrapperContext, IWrapper> create, int rows = 1, int inputs = 1)
    {
        World = Spec(inputs);
        Wrapper = create(new WrapperContext { Environment = World, Rows = rows });
        _world = new EnvironmentBatch(World, rows);
        _agent = new EnvironmentBatch(Wrapper.Spec, rows);
    }

    public EnvironmentSpec World { get; }

    public IWrapper Wrapper { get; set; }

    public float[] Seen => _agent.All.Observations.ToArray();

    public float[] Final => _agent.All.FinalObservations.ToArray();

    public float[] Rewards => _agent.All.Rewards.ToArray();

    public bool[] Truncated => _agent.All.Truncated.ToArray();

    public static EnvironmentSpec Spec(int inputs) => new()
    {
        Name = "probe",
        Fields = [new ObservationField("value", 0, inputs, float.NegativeInfinity, float.PositiveInfinity, [])],
        Actions = new DiscreteActions(["stay", "go"]),
    };

    public float[] Reset(params float[] observations)
    {
        EnvironmentRows world = _world.All;
        world.Terminated.Clear();
        world.Truncated.Clear();
        observations.CopyTo(world.Observations);
        Wrapper.Reset(world, _agent.All);
        return Seen;
    }

    /// <summary>A step of all rows without an end.</summary>
    public float[] Step(float[] observations, params float[] rewards) => Step(observations, rewards, ends: []);

    /// <summary>A step in which the episodes of some rows end with a last observation.</summary>
    public float[] Step(float[] observations, float[] rewards, params (int Row, float Last)[] ends)
    {
        EnvironmentRows world = _world.All;
        world.Terminated.Clear();
        world.Truncated.Clear();
        observations.CopyTo(world.Observations);
        rewards.CopyTo(world.Rewards);
        foreach ((int row, float last) in ends)
        {
            world.Truncated[row] = true;
            world.FinalObservation(row).Fill(last);
        }

        Wrapper.Step(world, _agent.All);
        return Seen;
    }

    /// <summary>The bytes that so many steps allocate.</summary>
    public long Allocated(int steps)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < steps; i++)
        {
            Wrapper.Step(_world.All, _agent.All);
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
