using Hamlet.Networks;

namespace Hamlet.Algorithms.Dqn;

/// <summary>Adds up what several updates of one training tell, so that they make one record.</summary>
internal struct DqnStatistics
{
    private int _updates;
    private double _loss;
    private double _gradientNorm;
    private double _absoluteError;
    private double _value;
    private double _squaredValue;

    /// <summary>Adds an update.</summary>
    /// <param name="result">What it told.</param>
    /// <param name="tdErrors">Its temporal differences.</param>
    public void Add(in UpdateResult result, ReadOnlySpan<float> tdErrors)
    {
        _updates++;
        _loss += result.Loss;
        _gradientNorm += result.GradientNorm;
        _value += result.ValueMean;
        _squaredValue += ((double)result.ValueStd * result.ValueStd) + ((double)result.ValueMean * result.ValueMean);

        double sum = 0;
        foreach (float error in tdErrors)
        {
            sum += Math.Abs(error);
        }

        _absoluteError += sum / tdErrors.Length;
    }

    /// <summary>The means over all updates; the deviation is that of all their values together.</summary>
    public readonly DqnMetrics ToMetrics(long step, int agent)
    {
        double mean = _value / _updates;
        return new DqnMetrics
        {
            Step = step,
            Agent = agent,
            TdError = (float)(_absoluteError / _updates),
            Loss = (float)(_loss / _updates),
            QMean = (float)mean,
            QStd = (float)Math.Sqrt(Math.Max(0, (_squaredValue / _updates) - (mean * mean))),
        };
    }

    /// <summary>What the same updates did to the network.</summary>
    public readonly NetworkMetrics ToNetworkMetrics(long step, int agent, double learningRate) => new()
    {
        Step = step,
        Agent = agent,
        GradientNorm = (float)(_gradientNorm / _updates),
        LearningRate = learningRate,
    };
}
