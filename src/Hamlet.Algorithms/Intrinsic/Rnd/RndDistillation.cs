using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Intrinsic;

/// <summary>A network of random weights that stays as it is, and one that learns to do the same on what it is shown.</summary>
internal sealed class RndDistillation : IStateful, IDisposable
{
    private const int Embedding = 0;

    private readonly INetwork _target;
    private readonly INetwork _predictor;
    private readonly IOptimizer _optimizer;
    private readonly IWorkspace _expected;
    private readonly IWorkspace _predicted;
    private readonly IWorkspace _learning;
    private readonly int _width;

    /// <summary>Makes the networks, each from a stream of its own.</summary>
    /// <param name="options">Their shape.</param>
    /// <param name="inputs">The values of an observation.</param>
    /// <param name="maxRows">The most observations judged or learned from at once.</param>
    /// <param name="backend">Where they live.</param>
    /// <param name="streams">Where their weights come from.</param>
    public RndDistillation(RndOptions options, int inputs, int maxRows, IBackend backend, RandomStreams streams)
    {
        var spec = new NetworkSpec { Inputs = inputs, Trunk = options.Network.ToTrunk(), Heads = [new HeadSpec("embedding", options.EmbedDim)] };
        RandomStream random = streams.Create("target");
        _target = backend.CreateNetwork(spec, ref random);
        random = streams.Create("predictor");
        _predictor = backend.CreateNetwork(spec, ref random);
        _optimizer = _predictor.CreateOptimizer(new OptimizerOptions { LearningRate = options.LearningRate });
        _expected = _target.CreateWorkspace(maxRows);
        _predicted = _predictor.CreateWorkspace(maxRows);
        _learning = _predictor.CreateWorkspace(maxRows, gradients: true);
        _width = options.EmbedDim;
    }

    /// <summary>Writes the mean squared difference of the two networks for each observation.</summary>
    public void Judge(ReadOnlySpan<float> observations, Span<float> errors)
    {
        var batch = new Batch(observations, errors.Length);
        _target.Forward(in batch, _expected);
        _predictor.Forward(in batch, _predicted);
        ReadOnlySpan<float> expected = _expected.Output(Embedding);
        ReadOnlySpan<float> predicted = _predicted.Output(Embedding);
        for (int row = 0; row < errors.Length; row++)
        {
            float sum = 0;
            for (int i = row * _width; i < (row + 1) * _width; i++)
            {
                float difference = predicted[i] - expected[i];
                sum += difference * difference;
            }

            errors[row] = sum / _width;
        }
    }

    /// <summary>Makes one step down the mean squared error of a batch.</summary>
    /// <returns>The error before the step.</returns>
    public float Learn(ReadOnlySpan<float> observations, int size)
    {
        var batch = new Batch(observations, size);
        _target.Forward(in batch, _expected);
        _predictor.Forward(in batch, _learning);
        ReadOnlySpan<float> expected = _expected.Output(Embedding);
        ReadOnlySpan<float> predicted = _learning.Output(Embedding);
        Span<float> gradient = _learning.OutputGradient(Embedding);
        int count = size * _width;
        double error = 0;
        for (int i = 0; i < count; i++)
        {
            // d/dp mean((p - t)²) = 2 (p - t) / N
            float difference = predicted[i] - expected[i];
            error += difference * difference;
            gradient[i] = 2 * difference / count;
        }

        _predictor.Backward(in batch, _learning);
        _optimizer.Step();
        return (float)(error / count);
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("target", _target);
        writer.Write("predictor", _predictor);
        writer.Write("optimizer", _optimizer);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("target", _target);
        reader.Read("predictor", _predictor);
        reader.Read("optimizer", _optimizer);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _expected.Dispose();
        _predicted.Dispose();
        _learning.Dispose();
        _target.Dispose();
        _predictor.Dispose();
    }
}
