using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Tests.Environments.Classic;

/// <summary>One row of a classic task that begins where a test wants it.</summary>
internal sealed class ClassicProbe
{
    private readonly IEnvironment _environment;
    private readonly EnvironmentBatch _batch;

    public ClassicProbe(Func<EnvironmentContext, IEnvironment> create, double[] state)
    {
        _environment = create(new EnvironmentContext { Rows = 1, Streams = new RandomStreams(1) });
        _batch = new EnvironmentBatch(_environment.Spec, 1);
        _environment.Reset(_batch.All);
        StateTree tree = StateTree.Save(_environment);
        tree.Values["states"] = state;
        tree.Load(_environment);
    }

    public double[] State => (double[])StateTree.Save(_environment).Values["states"];

    public float Reward => _batch.All.Rewards[0];

    public bool Terminated => _batch.All.Terminated[0];

    public bool Truncated => _batch.All.Truncated[0];

    /// <summary>What is seen now; at an end, the last of the episode.</summary>
    public float[] Seen => (Terminated || Truncated ? _batch.All.FinalObservations : _batch.All.Observations).ToArray();

    public string EndReason => _environment.Spec.EndReasons[_batch.All.EndReasons[0]];

    public void Choose(int action)
    {
        _batch.All.Actions[0] = action;
        _environment.Step(_batch.All);
    }

    public void Push(float force)
    {
        _batch.All.ContinuousActions[0] = force;
        _environment.Step(_batch.All);
    }

    public static void AssertNear(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance);
        }
    }

    public static void AssertNear(ReadOnlySpan<double> expected, ReadOnlySpan<float> actual, double tolerance) =>
        AssertNear(expected, (double[])[.. actual.ToArray().Select(static v => (double)v)], tolerance);
}
