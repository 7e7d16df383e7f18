using Hamlet.Networks;
using Hamlet.Randomness;

namespace Hamlet.Tests.Algorithms.Fakes;

/// <summary>Makes naive networks and keeps the last one at hand.</summary>
internal sealed class NaiveBackend(Action<NaiveNetwork>? initialize = null) : IBackend
{
    public string Description => "naive";

    public NaiveNetwork? Network { get; private set; }

    public INetwork CreateNetwork(NetworkSpec spec, ref RandomStream random)
    {
        Network = new NaiveNetwork(spec);
        for (int i = 0; i < Network.ParameterCount; i++)
        {
            Network.Values[i] = random.NextDouble(-0.5, 0.5);
        }

        initialize?.Invoke(Network);
        return Network;
    }

    public void Dispose()
    {
    }
}
