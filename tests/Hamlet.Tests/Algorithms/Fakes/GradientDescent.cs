using Hamlet.Networks;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Fakes;

/// <summary>
/// Plain gradient descent: a parameter moves by the learning rate times its clipped gradient, which a test can follow by hand.
/// </summary>
internal sealed class GradientDescent(NaiveNetwork network, double learningRate) : IOptimizer
{
    public double LearningRate { get; set; } = learningRate;

    /// <summary>How many steps it made.</summary>
    public long Steps { get; private set; }

    public float Step(float maxNorm = float.PositiveInfinity)
    {
        Steps++;
        double norm = Math.Sqrt(network.Gradients.Sum(g => g * g));
        double scale = Math.Min(1, maxNorm / Math.Max(norm, double.Epsilon));
        for (int i = 0; i < network.ParameterCount; i++)
        {
            network.Values[i] -= LearningRate * scale * network.Gradients[i];
        }

        return (float)norm;
    }

    public void SaveState(StateWriter writer) => writer.Write("steps", Steps);

    public void LoadState(StateReader reader) => Steps = reader.ReadInt64("steps");
}
