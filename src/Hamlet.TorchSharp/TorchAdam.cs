using Hamlet.Networks;
using Hamlet.State;
using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>
/// Adam as the managed backend computes it, which is <c>torch.optim.Adam</c> after <c>torch.nn.utils.clip_grad_norm_</c>, on one vector: what is
/// negligible becomes 0 before it decays into denormal numbers. TorchSharp's own keeps its moments apart for each tensor, and has no way to
/// read them that would suit another backend. On a GPU a step costs what launching its operations does, so there are few of them.
/// </summary>
internal sealed class TorchAdam : IOptimizer, IDisposable
{
    // As in the managed backend.
    private const double SmallestGradient = 1e-16f;
    private const double SmallestMoment = 1e-30f;

    // With the usual decay of 0.9 a moment just above the smallest is still 1e-33 after so many steps without a gradient; denormal numbers begin at 1e-38.
    // A faster decay may meet them for some of these steps, which costs time and no accuracy.
    private const int FlushEvery = 64;

    private static readonly Scalar s_one = 1f;
    private static readonly Scalar s_normFloor = 1e-6f;

    private readonly TorchNetwork _network;
    private readonly OptimizerOptions _options;
    private readonly Tensor _first;
    private readonly Tensor _second;
    private readonly Scalar _beta1;
    private readonly Scalar _oneMinusBeta1;
    private readonly Scalar _beta2;
    private readonly Scalar _oneMinusBeta2;
    private readonly Scalar _epsilon;
    private long _step;

    /// <summary>Makes the optimizer of a network, which disposes of it.</summary>
    public TorchAdam(TorchNetwork network, OptimizerOptions options)
    {
        options.Check();
        _network = network;
        _options = options;
        LearningRate = options.LearningRate;
        _beta1 = (float)options.Beta1;
        _oneMinusBeta1 = (float)(1 - options.Beta1);
        _beta2 = (float)options.Beta2;
        _oneMinusBeta2 = (float)(1 - options.Beta2);
        _epsilon = (float)options.Epsilon;
        using DisposeScope scope = NewDisposeScope();
        _first = zeros(network.ParameterCount, ScalarType.Float32, network.Device).DetachFromDisposeScope();
        _second = zeros(network.ParameterCount, ScalarType.Float32, network.Device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public double LearningRate { get; set; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">The greatest norm is negative or no number.</exception>
    public float Step(float maxNorm = float.PositiveInfinity)
    {
        using DisposeScope scope = NewDisposeScope();
        return StepOnDevice(maxNorm).item<float>();
    }

    /// <summary>Whether it changes the parameters of this network.</summary>
    internal bool IsOf(TorchNetwork network) => ReferenceEquals(_network, network);

    /// <summary>The same without waiting for the device.</summary>
    /// <returns>The norm before clipping, a tensor of one value in the scope of the caller.</returns>
    internal Tensor StepOnDevice(float maxNorm)
    {
        if (!(maxNorm >= 0))
        {
            throw new ArgumentOutOfRangeException(nameof(maxNorm), maxNorm, "The greatest norm of a gradient is at least 0.");
        }

        using IDisposable mode = no_grad();
        Tensor norm = _network.Gradient.norm();
        Tensor gradient = nn.functional.hardshrink(Clip(_network.Gradient, norm, maxNorm), SmallestGradient);
        _first.mul_(_beta1).add_(gradient, _oneMinusBeta1);
        _second.mul_(_beta2).addcmul_(gradient, gradient, _oneMinusBeta2);

        _step++;
        if (_step % FlushEvery == 0)
        {
            _first.copy_(nn.functional.hardshrink(_first, SmallestMoment));
            _second.copy_(nn.functional.hardshrink(_second, SmallestMoment));
        }

        using Scalar rootScale = (float)_options.RootScale(_step);
        using Scalar minusSize = -(float)_options.StepSize(LearningRate, _step);
        Tensor denominator = _second.sqrt().mul_(rootScale).add_(_epsilon);
        _network.Vector.Vector.addcdiv_(_first, denominator, minusSize);
        return norm;
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("step", _step);
        writer.Write("learning_rate", LearningRate);
        float[] values = new float[_network.ParameterCount];
        _network.Read(_first, values);
        writer.Write<float>("first_moment", values);
        _network.Read(_second, values);
        writer.Write<float>("second_moment", values);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _step = reader.ReadInt64("step");
        LearningRate = reader.ReadDouble("learning_rate");
        float[] values = new float[_network.ParameterCount];
        reader.Read<float>("first_moment", values);
        _network.Write(values, _first);
        reader.Read<float>("second_moment", values);
        _network.Write(values, _second);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _beta1.Dispose();
        _oneMinusBeta1.Dispose();
        _beta2.Dispose();
        _oneMinusBeta2.Dispose();
        _epsilon.Dispose();
    }

    // greatest / (norm + 1e-6) where that is below 1: the gradient itself stays as it is.
    private static Tensor Clip(Tensor gradient, Tensor norm, float maxNorm)
    {
        if (float.IsPositiveInfinity(maxNorm))
        {
            return gradient;
        }

        using Scalar greatest = maxNorm;
        return gradient * norm.add(s_normFloor).reciprocal().mul_(greatest).clamp_(null, s_one);
    }
}
