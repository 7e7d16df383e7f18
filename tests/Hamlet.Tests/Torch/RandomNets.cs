using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.Tests.Numerics;

namespace Hamlet.Tests.Torch;

/// <summary>Networks and batches of every kind, each a function of its seed.</summary>
internal static class RandomNets
{
    /// <summary>A third of them have no memory, the others a GRU or an LSTM; heads of every kind come in turn.</summary>
    public static NetworkSpec Spec(ulong seed)
    {
        var random = new RandomStream(seed);
        var trunk = new NetworkOptions
        {
            Hidden = [.. Enumerable.Range(0, (int)(seed % 3)).Select(_ => 1 + random.NextInt32(40))],
            Activation = seed % 2 == 0 ? Activation.Relu : Activation.Tanh,
            Initialization = seed % 4 < 2 ? Initialization.Kaiming : Initialization.Orthogonal,
            Recurrent = (Recurrence)(int)(seed / 2 % 3),
            RecurrentSize = 1 + random.NextInt32(20),
        };
        var spec = new NetworkSpec { Inputs = 1 + random.NextInt32(30), Trunk = trunk, Heads = [] };
        HeadSpec q = new("q", 1 + random.NextInt32(6), seed % 2 == 0 ? HeadKind.Dueling : HeadKind.Linear);
        HeadSpec free = new("log_std", 3, HeadKind.StateIndependent, Initial: -0.5f);
        HeadSpec features = new("features", spec.FeatureCount, HeadKind.Features);
        return spec with
        {
            Heads = (seed % 5) switch { 0 => [q], 1 => [q, new HeadSpec("value", 1)], 2 => [q, free], 3 => [q, free, features], _ => [features, q] },
        };
    }

    /// <summary>A batch for it: sequences where the network remembers, with resets and a state.</summary>
    public static SequenceData Data(NetworkSpec spec, ulong seed)
    {
        int size = 1 + (int)(seed % 7);
        int time = spec.StateSize == 0 ? 1 : 1 + (int)(seed % 5);
        return new SequenceData(
            time,
            spec.StateSize == 0 ? size * 5 : size,
            Nets.Numbers((spec.StateSize == 0 ? size * 5 : size * time) * spec.Inputs, seed),
            seed % 3 == 0 ? [] : Nets.Numbers(spec.StateSize * size, seed + 1),
            spec.StateSize == 0 || seed % 4 == 0 ? [] : [.. Nets.Numbers(time * size, seed + 2).Select(static v => v > 0.4f)]);
    }
}
