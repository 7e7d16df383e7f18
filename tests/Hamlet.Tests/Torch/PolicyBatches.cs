using Hamlet.Algorithms.Ppo;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Tests.Algorithms.Ppo;
using Hamlet.Tests.Numerics;

namespace Hamlet.Tests.Torch;

/// <summary>Minibatches of policy optimisation of every kind, each a function of its seed.</summary>
internal sealed class PolicyBatches(ulong seed)
{
    private const int Time = 3;

    /// <summary>Choices of one branch, of several, and normal distributions come in turn.</summary>
    public ActionSpace Actions { get; } = (seed % 3) switch
    {
        0 => new DiscreteActions(["a", "b", "c"]),
        1 => new MultiDiscreteActions([2, 3]),
        _ => new ContinuousActions([-0.2f, float.NegativeInfinity], [0.1f, 0.3f]),
    };

    /// <summary>Half of them remember; half of both have networks apart.</summary>
    public PpoOptions Options { get; } = new()
    {
        SharedTrunk = seed % 2 == 0,
        Network = new PpoNetworkOptions { Hidden = [12], Recurrent = seed / 2 % 2 == 0 ? Recurrence.None : Recurrence.Gru, RecurrentSize = 7 },
    };

    public int Inputs { get; } = 5;

    public int Size { get; } = Time * (2 + (int)(seed % 5));

    /// <summary>One of several batches: what was likely and what was predicted are near what a new network says, some beyond every clip range.</summary>
    public UpdateArrays Create(int number, ActionDistribution distribution, float klLimit)
    {
        ulong own = (seed * 100) + (ulong)number;
        int width = distribution.Width;
        int branches = distribution.Branches.Length;
        int[] counts = distribution.Branches.ToArray();
        float entropy = counts.Sum(static c => MathF.Log(c));
        float[] draws = Nets.Numbers(Size * Math.Max(1, branches), own + 1);
        int[] choices = branches == 0 ? [] : [.. draws.Select((d, i) => (int)((d + 1) / 2 * counts[i % branches]))];
        bool[] masks = branches == 0 || seed % 4 == 3 ? [] : [.. Nets.Numbers(Size * width, own + 2).Select(static m => m > -0.4f)];
        for (int i = 0; i < choices.Length && masks.Length > 0; i++)
        {
            // What was done was allowed.
            masks[(i / branches * width) + counts.Take(i % branches).Sum() + choices[i]] = true;
        }

        return new UpdateArrays(Size, Inputs)
        {
            Observations = Nets.Numbers(Size * Inputs, own + 3),
            Branches = counts,
            Choices = choices,
            Masks = masks,
            Components = branches == 0 ? Nets.Numbers(Size * width, own + 4) : [],
            MeanLow = distribution.MeanLow.ToArray(),
            MeanHigh = distribution.MeanHigh.ToArray(),
            OldLogProbabilities = [.. Nets.Numbers(Size, own + 5).Select(n => -(branches == 0 ? 2 : entropy * 0.8f) + (0.6f * n))],
            OldValues = [.. Nets.Numbers(Size, own + 6).Select(static n => 0.6f * n)],
            Advantages = Nets.Numbers(Size, own + 7),
            Returns = Nets.Numbers(Size, own + 8),
            ValueClipRange = seed % 3 == 0 ? float.PositiveInfinity : 0.2f,
            EntropyCoefficient = 0.01f,
            BoundsCoefficient = 0.1f,
            KlLimit = klLimit,
            MaxNorm = 0.5f,
            Time = Remembers ? Time : 1,
            InitialState = Remembers ? Nets.Numbers(Size / Time * Options.Network.RecurrentSize * (Options.SharedTrunk ? 1 : 2), own + 9) : [],
            Resets = Remembers ? [.. Nets.Numbers(Size, own + 10).Select(static v => v > 0.5f)] : [],
        };
    }

    private bool Remembers => Options.Network.Recurrent != Recurrence.None;
}
