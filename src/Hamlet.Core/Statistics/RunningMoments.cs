using Hamlet.State;

namespace Hamlet.Statistics;

/// <summary>
/// Mean and variance of each component of vectors that come in batches, over all that came so far: the merge of Chan, Golub and LeVeque (1979),
/// as in Gymnasium's and stable-baselines3's <c>RunningMeanStd</c>, which begin with a ten-thousandth of a vector of mean 0 and variance 1.
/// </summary>
/// <param name="size">The number of components.</param>
public sealed class RunningMoments(int size) : IStateful
{
    private const double FirstCount = 1e-4;

    private readonly double[] _mean = new double[size];
    private readonly double[] _variance = Ones(size);
    private double _count = FirstCount;

    /// <summary>The number of components.</summary>
    public int Size => size;

    /// <summary>The mean of each component.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>The variance of each component, that of the population.</summary>
    public ReadOnlySpan<double> Variance => _variance;

    /// <summary>Takes a batch in. Allocates nothing.</summary>
    /// <param name="values">[rows, size]; no rows change nothing.</param>
    public void Add(ReadOnlySpan<float> values)
    {
        int rows = values.Length / size;
        if (rows == 0)
        {
            return;
        }

        double total = _count + rows;
        for (int i = 0; i < size; i++)
        {
            (double mean, double variance) = OfComponent(values, i, rows);
            double delta = mean - _mean[i];
            double squares = (_variance[i] * _count) + (variance * rows) + (delta * delta * _count * rows / total);
            _mean[i] += delta * rows / total;
            _variance[i] = squares / total;
        }

        _count = total;
    }

    /// <summary>Takes over what another of the same size has seen.</summary>
    public void CopyFrom(RunningMoments other)
    {
        other._mean.CopyTo(_mean, 0);
        other._variance.CopyTo(_variance, 0);
        _count = other._count;
    }

    /// <summary>Brings vectors to mean 0 and variance 1 and within bounds.</summary>
    /// <param name="values">[rows, size].</param>
    /// <param name="destination">As many; may be the same.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="bound">The greatest magnitude of a result.</param>
    public void Normalize(ReadOnlySpan<float> values, Span<float> destination, double epsilon, double bound)
    {
        for (int first = 0; first < values.Length; first += size)
        {
            for (int i = 0; i < size; i++)
            {
                double z = (values[first + i] - _mean[i]) / Math.Sqrt(_variance[i] + epsilon);
                destination[first + i] = (float)Math.Clamp(z, -bound, bound);
            }
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("count", _count);
        writer.Write<double>("mean", _mean);
        writer.Write<double>("variance", _variance);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        _count = reader.ReadDouble("count");
        reader.Read("mean", _mean.AsSpan());
        reader.Read("variance", _variance.AsSpan());
    }

    private static double[] Ones(int size)
    {
        double[] values = new double[size];
        values.AsSpan().Fill(1);
        return values;
    }

    private (double Mean, double Variance) OfComponent(ReadOnlySpan<float> values, int component, int rows)
    {
        double sum = 0;
        for (int i = component; i < values.Length; i += size)
        {
            sum += values[i];
        }

        double mean = sum / rows;
        double squares = 0;
        for (int i = component; i < values.Length; i += size)
        {
            squares += (values[i] - mean) * (values[i] - mean);
        }

        return (mean, squares / rows);
    }
}
