using Hamlet.Networks;
using Hamlet.State;
using Hamlet.Threads;

namespace Hamlet.Numerics;

/// <summary>
/// Adam as <c>torch.optim.Adam</c> computes it, after <c>torch.nn.utils.clip_grad_norm_</c>: a gradient whose norm is above the greatest
/// one is multiplied by greatest / (norm + 1e-6). The clipped gradient is not stored: the network's stays as it was.
/// </summary>
internal sealed unsafe class AdamOptimizer : IOptimizer, IRowWork
{
    // A block is what a thread takes at a time; fewer than so many for each are not worth another thread.
    private const int Block = 4096;
    private const int LeastBlocks = 8;

    private readonly ManagedNetwork _network;
    private readonly OptimizerOptions _options;
    private readonly AlignedFloats _first;
    private readonly AlignedFloats _second;
    private AdamStep _now;
    private long _step;

    /// <summary>Makes the optimizer of a network.</summary>
    public AdamOptimizer(ManagedNetwork network, OptimizerOptions options)
    {
        options.Check();
        _network = network;
        _options = options;
        LearningRate = options.LearningRate;
        _first = new AlignedFloats(network.Layout.VectorLength);
        _second = new AlignedFloats(network.Layout.VectorLength);
    }

    /// <inheritdoc/>
    public double LearningRate { get; set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The greatest norm is negative or no number.</exception>
    public float Step(float maxNorm = float.PositiveInfinity)
    {
        if (!(maxNorm >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "The greatest norm of a gradient is at least 0.");
        }

        double norm = Math.Sqrt(_network.Kernels.SumOfSquares(_network.Gradient.Pointer, _network.Gradient.Length));
        double scale = maxNorm / (norm + 1e-6);
        _step++;
        _now = new AdamStep(
            GradientScale: scale < 1 ? (float)scale : 1,
            Beta1: (float)_options.Beta1,
            OneMinusBeta1: (float)(1 - _options.Beta1),
            Beta2: (float)_options.Beta2,
            OneMinusBeta2: (float)(1 - _options.Beta2),
            StepSize: (float)_options.StepSize(LearningRate, _step),
            RootScale: (float)_options.RootScale(_step),
            Epsilon: (float)_options.Epsilon);
        int blocks = (_first.Length + Block - 1) / Block;
        _network.Threads.Run(this, blocks, 1, blocks / LeastBlocks, isEven: true);
        _network.Touch();
        GC.KeepAlive(this);
        return (float)norm;
    }

    /// <inheritdoc/>
    void IRowWork.Run(int thread, int first, int count)
    {
        int begin = first * Block;
        int length = Math.Min(count * Block, _first.Length - begin);
        _network.Kernels.Adam(
            _network.Vector.Pointer + begin,
            _network.Gradient.Pointer + begin,
            _first.Pointer + begin,
            _second.Pointer + begin,
            length,
            in _now);
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("step", _step);
        writer.Write("learning_rate", LearningRate);
        Write(writer, "first_moment", _first);
        Write(writer, "second_moment", _second);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _step = reader.ReadInt64("step");
        LearningRate = reader.ReadDouble("learning_rate");
        Read(reader, "first_moment", _first);
        Read(reader, "second_moment", _second);
    }

    // In the logical order of the parameters, so that another backend can continue.
    private void Write(StateWriter writer, string name, AlignedFloats moments)
    {
        float[] values = new float[_network.ParameterCount];
        _network.Layout.Export(moments.Span, values);
        writer.Write<float>(name, values);
    }

    private void Read(StateReader reader, string name, AlignedFloats moments)
    {
        float[] values = new float[_network.ParameterCount];
        reader.Read<float>(name, values);
        _network.Layout.Import(values, moments.Span);
    }
}
