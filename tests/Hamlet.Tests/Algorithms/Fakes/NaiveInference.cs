using Hamlet.Networks;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Fakes;

/// <summary>
/// A perceptron with one head, in double precision and with plain loops: slow, obvious, and independent of every backend. With no hidden
/// layer and one-hot observations it is a table of values.
/// </summary>
internal class NaiveInference : IInference
{
    private readonly int[] _widths;

    public NaiveInference(NetworkSpec spec)
    {
        Spec = spec;
        _widths = [spec.Inputs, .. spec.Trunk.Hidden, spec.Heads[0].Width];
        var slices = new List<ParameterSlice>();
        for (int layer = 0; layer + 1 < _widths.Length; layer++)
        {
            slices.Add(new ParameterSlice($"{layer}.weight", [_widths[layer + 1], _widths[layer]], ParameterCount));
            ParameterCount += _widths[layer] * _widths[layer + 1];
            slices.Add(new ParameterSlice($"{layer}.bias", [_widths[layer + 1]], ParameterCount));
            ParameterCount += _widths[layer + 1];
        }

        Parameters = slices;
        Values = new double[ParameterCount];
    }

    public NetworkSpec Spec { get; }

    public IReadOnlyList<ParameterSlice> Parameters { get; }

    public int ParameterCount { get; }

    public double[] Values { get; }

    /// <summary>How often it was evaluated.</summary>
    public int Forwards { get; private set; }

    protected ReadOnlySpan<int> Widths => _widths;

    public IWorkspace CreateWorkspace(int maxRows, bool gradients = false) => new NaiveWorkspace(_widths, maxRows);

    public void Forward(in Batch batch, IWorkspace workspace)
    {
        Forwards++;
        double[][] layers = ((NaiveWorkspace)workspace).Layers;
        for (int i = 0; i < batch.Observations.Length; i++)
        {
            layers[0][i] = batch.Observations[i];
        }

        for (int layer = 0; layer + 1 < _widths.Length; layer++)
        {
            bool last = layer + 2 == _widths.Length;
            for (int row = 0; row < batch.Rows; row++)
            {
                for (int to = 0; to < _widths[layer + 1]; to++)
                {
                    int weights = Parameters[2 * layer].Offset + (to * _widths[layer]);
                    double sum = Values[Parameters[(2 * layer) + 1].Offset + to];
                    for (int from = 0; from < _widths[layer]; from++)
                    {
                        sum += Values[weights + from] * layers[layer][(row * _widths[layer]) + from];
                    }

                    layers[layer + 1][(row * _widths[layer + 1]) + to] = last ? sum : Math.Tanh(sum);
                }
            }
        }

        ((NaiveWorkspace)workspace).PublishOutput(batch.Rows * _widths[^1]);
    }

    public void ReadParameters(Span<float> destination)
    {
        for (int i = 0; i < ParameterCount; i++)
        {
            destination[i] = (float)Values[i];
        }
    }

    public void WriteParameters(ReadOnlySpan<float> source)
    {
        for (int i = 0; i < ParameterCount; i++)
        {
            Values[i] = source[i];
        }
    }

    public void CopyFrom(IInference source) => ((NaiveInference)source).Values.CopyTo(Values, 0);

    public void Lerp(IInference source, float tau)
    {
        for (int i = 0; i < ParameterCount; i++)
        {
            Values[i] = ((1.0 - tau) * Values[i]) + (tau * ((NaiveInference)source).Values[i]);
        }
    }

    public void SaveState(StateWriter writer) => writer.Write<double>("parameters", Values);

    public void LoadState(StateReader reader) => reader.Read("parameters", Values.AsSpan());

    public void Dispose()
    {
    }
}
