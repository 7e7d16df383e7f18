using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.Randomness;

namespace Hamlet.Benchmarks.Numerics;

/// <summary>The parts of an update of a Q-network.</summary>
internal sealed class UpdateCase
{
    private readonly int _inputs;
    private readonly int _rows;
    private readonly INetwork _network;
    private readonly IWorkspace _workspace;
    private readonly IWorkspace _acting;
    private readonly IOptimizer _optimizer;
    private readonly float[] _observations;

    public UpdateCase(string simd, int inputs, int[] hidden, int outputs, int rows, Activation activation = Activation.Relu)
    {
        (_inputs, _rows) = (inputs, rows);
        var random = new RandomStream(1);
        var spec = new NetworkSpec
        {
            Inputs = inputs,
            Trunk = new NetworkOptions { Hidden = hidden, Activation = activation },
            Heads = [new HeadSpec("q", outputs)],
        };
        _network = new ManagedBackend(new ManagedBackendOptions { Simd = simd }, new BackendContext()).CreateNetwork(spec, ref random);
        _workspace = _network.CreateWorkspace(rows, gradients: true);
        _acting = _network.CreateWorkspace(1);
        _optimizer = _network.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-5 });
        _observations = new float[rows * inputs];
        foreach (ref float value in _observations.AsSpan())
        {
            value = (float)random.NextDouble(-1, 1);
        }

        Forward();
        foreach (ref float value in _workspace.OutputGradient(0))
        {
            value = random.NextInt32(outputs) == 0 ? (float)random.NextGaussian() / rows : 0;
        }

        // Forward of all layers, weight gradients of all, input gradients of all but the first.
        double weights = (inputs * hidden[0]) + hidden.Zip(hidden.Skip(1).Append(outputs)).Sum(static pair => (double)pair.First * pair.Second);
        Flops = rows * ((4 * weights) + (2 * (weights - (inputs * hidden[0]))));
    }

    /// <summary>Of one update, padding not counted.</summary>
    public double Flops { get; }

    public void Forward() => _network.Forward(new Batch(_observations, _rows), _workspace);

    public void Backward() => _network.Backward(new Batch(_observations, _rows), _workspace);

    public void Step() => _optimizer.Step(10);

    public void Update()
    {
        Forward();
        Backward();
        Step();
    }

    public void Act() => _network.Forward(new Batch(_observations.AsSpan(0, _inputs), 1), _acting);
}
