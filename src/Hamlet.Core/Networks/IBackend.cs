using Hamlet.Randomness;

namespace Hamlet.Networks;

/// <summary>
/// Where networks live and are computed. They are made on one thread; after that several threads may compute at once, each with a network of
/// its own.
/// </summary>
public interface IBackend : IDisposable
{
    /// <summary>The device in words, with the instruction set: recorded with the run, since results are bit-equal only on the same one.</summary>
    string Description { get; }

    /// <summary>Makes a network; its initial parameters depend on the spec and the stream alone.</summary>
    INetwork CreateNetwork(NetworkSpec spec, ref RandomStream random);
}
