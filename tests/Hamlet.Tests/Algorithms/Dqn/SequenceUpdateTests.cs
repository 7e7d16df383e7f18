using Hamlet.Algorithms.Dqn;
using Hamlet.Algorithms.Replay;
using Hamlet.Environments;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.Randomness;

namespace Hamlet.Tests.Algorithms.Dqn;

/// <summary>
/// One row is played with a network that does not change. Its action values at every place, from one long pass over all of it, are then what every
/// sequence must find again from its stored state and burn-in, and its targets are the formula of Q-learning over them. The target network starts
/// from the same stored state, which the other one left.
/// </summary>
public sealed class SequenceUpdateTests
{
    private const int Actions = 3;
    private const int Inputs = 2;
    private const int Steps = 60;
    private const double Gamma = 0.9;

    private static readonly EnvironmentSpec s_environment = new()
    {
        Name = "noise",
        Fields = [new ObservationField("x", 0, Inputs, -1, 1, [])],
        Actions = new DiscreteActions(["a", "b", "c"]),
        HasMasks = true,
    };

    [Theory]
    [InlineData(Recurrence.Gru, 1, 3, true)]
    [InlineData(Recurrence.Gru, 3, 0, false)]
    [InlineData(Recurrence.Lstm, 2, 5, true)]
    public void ErrorsAreThoseOfOneLongPass(Recurrence kind, int lookahead, int burnIn, bool doubleQ)
    {
        INetwork online = CreateNetwork(kind, seed: 1);
        INetwork target = CreateNetwork(kind, seed: 2);
        var shape = new SequenceShape(burnIn, 6, lookahead);
        var replay = new SequenceReplay(shape, s_environment, 1, 200, online.Spec.StateSize, Gamma, null);
        List<Place> places = Play(replay, online);
        double[][] values = Values(online, places);

        var batch = new SequenceBatch(shape, 2, Inputs, Actions, online.Spec.StateSize);
        var options = new DqnOptions { DoubleDqn = doubleQ, LearningRate = 1e-12 };
        IOptimizer optimizer = online.CreateOptimizer(new OptimizerOptions { LearningRate = 1e-12 });
        using var update = new SequenceUpdate(online, target, optimizer, options, batch);
        var random = new RandomStream(3);
        for (int i = 0; i < 20; i++)
        {
            replay.Sample(batch, ref random);
            update.Apply();
            Assert.Equal(Expected(), [.. update.TdErrors.ToArray().Select(static e => (double)e)], (a, b) => Math.Abs(a - b) < 1e-4);
        }

        IEnumerable<double> Expected()
        {
            for (int sequence = 0; sequence < batch.Size; sequence++)
            {
                int first = batch.Slots[sequence] * shape.Stride;
                double[][] judged = Judge(target, places, batch, sequence);
                foreach (int place in Enumerable.Range(first + burnIn, shape.Length).Where(p => !places[p].IsEnd))
                {
                    yield return Error(place, judged);
                }
            }
        }

        double Error(int place, double[][] judged)
        {
            double sum = 0;
            int next = place;
            for (; next < place + lookahead && !places[next].IsEnd; next++)
            {
                sum += Math.Pow(Gamma, next - place) * places[next].Reward;
            }

            double[] ranked = doubleQ ? values[next] : judged[next];
            int best = Enumerable.Range(0, Actions).Where(a => places[next].Mask[a]).MaxBy(a => ranked[a]);
            double later = places[next].IsTerminal ? 0 : Math.Pow(Gamma, next - place) * judged[next][best];
            return sum + later - values[place][places[place].Action];
        }
    }

    private static INetwork CreateNetwork(Recurrence kind, ulong seed)
    {
        var random = new RandomStream(seed);
        return new ManagedBackend(new ManagedBackendOptions(), new BackendContext()).CreateNetwork(
            new NetworkSpec
            {
                Inputs = Inputs,
                Trunk = new NetworkOptions { Hidden = [5], Recurrent = kind, RecurrentSize = 4 },
                Heads = [new HeadSpec("q", Actions)],
            },
            ref random);
    }

    private static List<Place> Play(SequenceReplay replay, INetwork network)
    {
        var random = new RandomStream(7);
        var batch = new EnvironmentBatch(s_environment, 1);
        EnvironmentRows rows = batch.All;
        using IWorkspace workspace = network.CreateWorkspace(1);
        float[] state = new float[network.Spec.StateSize];
        var places = new List<Place>();
        bool begins = true;
        Draw(rows.Observations, rows.Masks, ref random);
        for (int i = 0; i < Steps; i++)
        {
            replay.See(rows, state);
            network.Forward(new Batch(rows.Observations, 1) { InitialState = state }, workspace);
            workspace.FinalState.CopyTo(state);
            rows.Actions[0] = random.NextInt32(Actions);
            float[] seen = rows.Observations.ToArray();
            bool[] mask = rows.Masks.ToArray();
            rows.Rewards[0] = (float)random.NextDouble();
            rows.Terminated[0] = random.NextInt32(9) == 0;
            rows.Truncated[0] = random.NextInt32(9) == 0;
            Draw(rows.FinalObservations, rows.FinalMasks, ref random);
            Draw(rows.Observations, rows.Masks, ref random);
            replay.Add(rows, 0, state);
            places.Add(new Place(seen, mask, rows.Actions[0], rows.Rewards[0], begins, false, false));
            begins = rows.Terminated[0] || rows.Truncated[0];
            if (begins)
            {
                places.Add(new Place(rows.FinalObservations.ToArray(), rows.FinalMasks.ToArray(), 0, 0, false, true, rows.Terminated[0]));
                state.AsSpan().Clear();
            }
        }

        return places;
    }

    private static double[][] Values(INetwork network, List<Place> places) =>
        Split(network, [.. places.SelectMany(static p => p.Observation)], [.. places.Select(static p => p.Begins)], []);

    // By place, in one sequence only.
    private static double[][] Judge(INetwork network, List<Place> places, SequenceBatch batch, int sequence)
    {
        int first = batch.Slots[sequence] * batch.Shape.Stride;
        List<Place> part = places.GetRange(first, batch.Shape.Whole);
        int size = network.Spec.StateSize;
        var values = new double[places.Count][];
        Split(
            network,
            [.. part.SelectMany(static p => p.Observation)],
            [.. part.Select(static p => p.Begins)],
            batch.InitialState[(sequence * size)..((sequence + 1) * size)]).CopyTo(values, first);
        return values;
    }

    private static double[][] Split(INetwork network, float[] observations, bool[] begins, float[] state)
    {
        using IWorkspace workspace = network.CreateWorkspace(begins.Length);
        network.Forward(new Batch(observations, 1) { Time = begins.Length, Resets = begins, InitialState = state }, workspace);
        return [.. workspace.Output(0).ToArray().Chunk(Actions).Select(static row => Array.ConvertAll(row, static v => (double)v))];
    }

    private static void Draw(Span<float> observation, Span<bool> mask, ref RandomStream random)
    {
        foreach (ref float value in observation)
        {
            value = (float)random.NextDouble(-1, 1);
        }

        for (int i = 0; i < mask.Length; i++)
        {
            mask[i] = i == 1 || random.NextInt32(2) == 0;
        }
    }

    private sealed record Place(
        float[] Observation, bool[] Mask, int Action, float Reward, bool Begins, bool IsEnd, bool IsTerminal);
}
