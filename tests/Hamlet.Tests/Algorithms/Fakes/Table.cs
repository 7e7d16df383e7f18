using Hamlet.Networks;

namespace Hamlet.Tests.Algorithms.Fakes;

/// <summary>Networks without hidden layers as tables of values: with one-hot observations, the value of action a in state s.</summary>
internal static class Table
{
    public static NaiveNetwork Create(float[][] valuesByState) =>
        Fill(new NaiveNetwork(Spec(valuesByState.Length, valuesByState[0].Length)), valuesByState);

    public static NetworkSpec Spec(int states, int actions) => new()
    {
        Inputs = states,
        Trunk = new NetworkOptions { Hidden = [] },
        Heads = [new HeadSpec("q", actions)],
    };

    public static TNetwork Fill<TNetwork>(TNetwork network, float[][] valuesByState)
        where TNetwork : NaiveInference
    {
        int states = valuesByState.Length;
        int actions = valuesByState[0].Length;
        Array.Clear(network.Values);
        for (int state = 0; state < states; state++)
        {
            for (int action = 0; action < actions; action++)
            {
                network.Values[(action * states) + state] = valuesByState[state][action];
            }
        }

        return network;
    }

    public static float[] OneHot(int state, int states)
    {
        float[] observation = new float[states];
        observation[state] = 1;
        return observation;
    }
}
