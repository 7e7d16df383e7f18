using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// Generalized state-dependent exploration (Raffin et al., 2021, https://arxiv.org/abs/2005.05719): the noise of an action is a random linear
/// function of what the network's heads stand on, a = mean(s) + h(s) E, whose weights E ~ N(0, std^2) are drawn now and then. The same state
/// meanwhile gets the same noise, so that an arm moves smoothly. Over all E an action is normal with variance sum of h_k^2 std_k^2.
/// </summary>
/// <remarks>As in stable-baselines3, nothing is learned of h through the variance (<c>learn_features=False</c>).</remarks>
internal sealed class StateDependentDistribution : ContinuousDistribution
{
    // Keeps the variance above 0 where all features are.
    private const float Tiny = 1e-6f;

    private readonly int _features;
    private readonly int _period;

    // [rows, features, components], E of each row.
    private readonly float[] _noise;

    // [features, components], std^2; and of the samples last evaluated, [size, components], the variances of the actions.
    private readonly float[] _squares;
    private readonly float[] _variances;

    /// <summary>Allocates.</summary>
    /// <param name="actions">The bounds.</param>
    /// <param name="features">The number of values that the network's heads stand on.</param>
    /// <param name="rows">The number of environments.</param>
    /// <param name="period">The noise is drawn anew after this many steps, and with each rollout; below 1 with each rollout only.</param>
    /// <param name="maxSize">The greatest number of samples of an update.</param>
    public StateDependentDistribution(ContinuousActions actions, int features, int rows, int period, int maxSize)
        : base(actions)
    {
        _features = features;
        _period = period;
        _noise = new float[checked(rows * features * Width)];
        _squares = new float[features * Width];
        _variances = new float[maxSize * Width];
    }

    /// <inheritdoc/>
    public override int LogStdWidth => _squares.Length;

    /// <inheritdoc/>
    public override int FeatureWidth => _features;

    /// <inheritdoc/>
    public override void Begin(int step, in PolicyOutputs outputs, ref RandomStream random)
    {
        if (step == 0 || (_period > 0 && step % _period == 0))
        {
            for (int i = 0; i < _noise.Length; i++)
            {
                _noise[i] = MathF.Exp(outputs.LogStd[i % _squares.Length]) * (float)random.NextGaussian();
            }
        }
    }

    /// <inheritdoc/>
    public override void Sample(
        in PolicyOutputs outputs,
        ReadOnlySpan<bool> masks,
        Span<int> choices,
        Span<float> components,
        Span<float> logProbabilities,
        ref RandomStream random)
    {
        Square(outputs.LogStd);
        logProbabilities.Clear();
        for (int i = 0; i < components.Length; i++)
        {
            (int row, int component) = (i / Width, i % Width);
            ReadOnlySpan<float> features = outputs.Features.Slice(row * _features, _features);
            float noise = 0;
            for (int k = 0; k < features.Length; k++)
            {
                noise += features[k] * _noise[(((row * _features) + k) * Width) + component];
            }

            components[i] = outputs.Policy[i] + noise;
            logProbabilities[row] += LogDensity(noise, Variance(features, component));
        }
    }

    /// <inheritdoc/>
    public override void Prepare(in PolicyUpdate update, in PolicyOutputs outputs) => Square(outputs.LogStd);

    /// <inheritdoc/>
    public override void Evaluate(in PolicyUpdate update, in PolicyOutputs outputs, int first, int count)
    {
        Clear(in update, first, count);
        for (int i = first * Width; i < (first + count) * Width; i++)
        {
            (int row, int component) = (i / Width, i % Width);
            float variance = Variance(outputs.Features.Slice(row * _features, _features), component);
            float beyond = Beyond(outputs.Policy[i], component);
            _variances[i] = variance;
            update.LogProbabilities[row] += LogDensity(update.Components[i] - outputs.Policy[i], variance);
            update.Entropies[row] += 0.5f + HalfLogTau + (0.5f * MathF.Log(variance));
            update.BoundsLosses[row] += beyond * beyond;
        }
    }

    /// <inheritdoc/>
    /// <remarks>
    /// With d = a - mean and v the variance: d log p / d mean = d / v, d log p / d v = (d^2 / v - 1) / 2v, dH / d v = 1 / 2v, and
    /// d v / d log std_k = 2 h_k^2 std_k^2.
    /// </remarks>
    public override void WriteGradient(
        in PolicyUpdate update,
        in PolicyOutputs outputs,
        ReadOnlySpan<float> slopes,
        Span<float> policyGradient,
        Span<float> logStdGradient,
        int first,
        int count)
    {
        float entropyWeight = update.EntropyCoefficient / update.Size;
        float boundsWeight = update.BoundsCoefficient / update.Size;
        for (int i = first * Width; i < (first + count) * Width; i++)
        {
            (int row, int component) = (i / Width, i % Width);
            float variance = _variances[i];
            float difference = update.Components[i] - outputs.Policy[i];
            policyGradient[i] = (slopes[row] * difference / variance) + (2 * boundsWeight * Beyond(outputs.Policy[i], component));

            float slope = ((slopes[row] * ((difference * difference / variance) - 1)) - entropyWeight) / variance;
            ReadOnlySpan<float> features = outputs.Features.Slice(row * _features, _features);
            Span<float> gradient = logStdGradient.Slice(row * _squares.Length, _squares.Length);
            for (int k = 0; k < features.Length; k++)
            {
                int place = (k * Width) + component;
                gradient[place] = slope * features[k] * features[k] * _squares[place];
            }
        }
    }

    /// <inheritdoc/>
    public override void SaveState(StateWriter writer) => writer.Write<float>("noise", _noise);

    /// <inheritdoc/>
    public override void LoadState(StateReader reader) => reader.Read("noise", _noise.AsSpan());

    private static float LogDensity(float difference, float variance) =>
        (-0.5f * ((difference * difference / variance) + MathF.Log(variance))) - HalfLogTau;

    // All rows have the same deviations: those of the first one.
    private void Square(ReadOnlySpan<float> logStd)
    {
        for (int i = 0; i < _squares.Length; i++)
        {
            _squares[i] = MathF.Exp(2 * logStd[i]);
        }
    }

    private float Variance(ReadOnlySpan<float> features, int component)
    {
        float sum = Tiny;
        for (int k = 0; k < features.Length; k++)
        {
            sum += features[k] * features[k] * _squares[(k * Width) + component];
        }

        return sum;
    }
}
