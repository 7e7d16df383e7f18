namespace Hamlet.Algorithms.Ppo;

/// <summary>Adds up what the minibatches of one update tell, so that they make one record.</summary>
internal struct PpoStatistics
{
    private int _count;
    private int _steps;
    private double _policyLoss;
    private double _valueLoss;
    private double _entropy;
    private double _boundsLoss;
    private double _kl;
    private double _clipFraction;
    private double _gradientNorm;

    /// <summary>Adds a minibatch.</summary>
    /// <param name="result">What it told.</param>
    /// <param name="stepped">Whether a step followed.</param>
    public void Add(in PolicyResult result, bool stepped)
    {
        _count++;
        _steps += stepped ? 1 : 0;
        _policyLoss += result.PolicyLoss;
        _valueLoss += result.ValueLoss;
        _entropy += result.Entropy;
        _boundsLoss += result.BoundsLoss;
        _kl += result.Kl;
        _clipFraction += result.ClipFraction;
        _gradientNorm += result.GradientNorm;
    }

    /// <summary>The means; what belongs to the whole update is left for the caller.</summary>
    public readonly PpoMetrics ToMetrics(long step, int agent) => new()
    {
        Step = step,
        Agent = agent,
        PolicyLoss = (float)(_policyLoss / _count),
        ValueLoss = (float)(_valueLoss / _count),
        Entropy = (float)(_entropy / _count),
        BoundsLoss = (float)(_boundsLoss / _count),
        Kl = (float)(_kl / _count),
        ClipFraction = (float)(_clipFraction / _count),
    };

    /// <summary>What the same update did to the networks.</summary>
    public readonly NetworkMetrics ToNetworkMetrics(long step, int agent, double learningRate) => new()
    {
        Step = step,
        Agent = agent,
        GradientNorm = _steps == 0 ? 0 : (float)(_gradientNorm / _steps),
        LearningRate = learningRate,
    };
}
