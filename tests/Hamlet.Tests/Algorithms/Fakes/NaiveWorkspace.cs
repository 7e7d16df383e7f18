using Hamlet.Networks;

namespace Hamlet.Tests.Algorithms.Fakes;

internal sealed class NaiveWorkspace : IWorkspace
{
    private readonly float[] _output;
    private readonly float[] _gradient;

    public NaiveWorkspace(int[] widths, int maxRows)
    {
        MaxRows = maxRows;
        Layers = [.. widths.Select(width => new double[width * maxRows])];
        _output = new float[widths[^1] * maxRows];
        _gradient = new float[widths[^1] * maxRows];
        // Undefined by contract: whoever does not write all of it is found out.
        _gradient.AsSpan().Fill(float.NaN);
    }

    public int MaxRows { get; }

    /// <summary>The values of each layer, from the observation to the head, in double precision.</summary>
    public double[][] Layers { get; }

    public ReadOnlySpan<float> FinalState => [];

    public ReadOnlySpan<float> Output(int head) => _output;

    public Span<float> OutputGradient(int head) => _gradient;

    public void PublishOutput(int count)
    {
        for (int i = 0; i < count; i++)
        {
            _output[i] = (float)Layers[^1][i];
        }
    }

    public void Dispose()
    {
    }
}
