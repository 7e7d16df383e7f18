using System.Text;

namespace Hamlet.Randomness;

/// <summary>
/// One seed in, every stream out: a stream depends on the seed and its name alone, not on which others exist or in which order they were
/// made, so that adding a draw somewhere changes nothing elsewhere.
/// </summary>
/// <param name="seed">The seed of the run.</param>
public sealed class RandomStreams(ulong seed)
{
    /// <summary>The seed.</summary>
    public ulong Seed { get; } = seed;

    /// <summary>The stream of a name, at its start.</summary>
    public RandomStream Create(string name) => new(Mix(Seed, name));

    /// <summary>The stream of a name and a number (a row, an agent), at its start.</summary>
    public RandomStream Create(string name, int index)
    {
        ulong state = Mix(Seed, name) + (ulong)index;
        return new RandomStream(RandomStream.SplitMix(ref state));
    }

    /// <summary>Streams of a part that names its own: their seed depends on this one's and the part's name.</summary>
    public RandomStreams Scope(string name) => new(Mix(Seed, name));

    // FNV-1a over the UTF-8 bytes, then SplitMix64: stable over processes, unlike string.GetHashCode.
    private static ulong Mix(ulong seed, string name)
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            hash = (hash ^ b) * 0x100000001B3;
        }

        ulong state = seed;
        ulong mixed = RandomStream.SplitMix(ref state) ^ hash;
        return RandomStream.SplitMix(ref mixed);
    }
}
