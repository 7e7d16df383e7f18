using Hamlet.Algorithms.Dqn;
using Hamlet.Algorithms.Replay;
using Hamlet.Networks;
using Hamlet.Tests.Algorithms.Fakes;

namespace Hamlet.Tests.Algorithms.Dqn;

public sealed class DqnUpdateTests
{
    private const float Discount = 0.9f;

    // State 0 is where the action is taken, state 1 is where it leads: the online network likes action 1 there, the target network 2.
    private static readonly float[][] s_online = [[0.5f, -1, 3], [1, 5, 2]];
    private static readonly float[][] s_target = [[7, 7, 7], [10, 20, 30]];

    [Theory]
    [InlineData(true, 1 + (0.9 * 20))]
    [InlineData(false, 1 + (0.9 * 30))]
    public void DoubleQTakesTheOnlineChoiceAndTheTargetsValue(bool doubleQ, double target)
    {
        float error = TdError(doubleQ, mask: []);

        Assert.Equal(target - 0.5, error, 1e-5);
    }

    [Theory]
    [InlineData(true, new[] { true, false, true }, 30)]
    [InlineData(true, new[] { true, false, false }, 10)]
    [InlineData(false, new[] { true, true, false }, 20)]
    [InlineData(false, new[] { true, false, false }, 10)]
    public void OnlyAllowedActionsCountInTheTarget(bool doubleQ, bool[] mask, double nextValue)
    {
        float error = TdError(doubleQ, mask);

        Assert.Equal(1 + (Discount * nextValue) - 0.5, error, 1e-5);
    }

    [Fact]
    public void NothingIsBootstrappedWithADiscountOfZero()
    {
        float error = TdError(doubleQ: true, mask: [], discount: 0);

        Assert.Equal(0.5, error, 1e-6);
    }

    [Theory]
    [InlineData(QLoss.Huber, 18.5 - 0.5, 1)]
    [InlineData(QLoss.Mse, 0.5 * 18.5 * 18.5, 18.5)]
    public void LossAndGradientOfOneTransitionByHand(QLoss loss, double value, double slope)
    {
        NaiveNetwork online = Table.Create(s_online);
        UpdateResult result = Apply(online, Table.Create(s_target), Transition(mask: [], Discount), loss, doubleQ: true);

        Assert.Equal(value, result.Loss, 1e-4);
        // The prediction is one weight (action 0, state 0) plus one bias: both have the whole slope, all other parameters none.
        Assert.Equal(slope * Math.Sqrt(2), result.GradientNorm, 1e-4);
        Assert.Equal(-slope, online.Gradients[0], 1e-4);
        Assert.Equal(-slope, online.Gradients[6], 1e-4);
        Assert.Equal(2, online.Gradients.Count(g => g != 0));
    }

    [Theory]
    [InlineData(QLoss.Huber)]
    [InlineData(QLoss.Mse)]
    public void GradientAgreesWithFiniteDifferences(QLoss loss)
    {
        const int Size = 17;
        var random = new Random(5);
        NetworkSpec spec = Table.Spec(3, 4) with { Trunk = new NetworkOptions { Hidden = [6, 5] } };
        var online = new NaiveNetwork(spec);
        var target = new NaiveInference(spec);
        Randomize(online.Values);
        Randomize(target.Values);
        var batch = new TransitionBatch(Size, 3, 4);
        float[] weights = new float[Size];
        for (int i = 0; i < Size; i++)
        {
            batch.Actions[i] = random.Next(4);
            batch.Rewards[i] = (float)((random.NextDouble() * 6) - 3);
            batch.Discounts[i] = i % 4 == 0 ? 0 : Discount;
            weights[i] = (float)random.NextDouble();
            batch.NextMasks.AsSpan(i * 4, 4).Fill(true);
            batch.NextMasks[(i * 4) + random.Next(4)] = false;
        }

        for (int i = 0; i < Size * 3; i++)
        {
            batch.Observations[i] = (float)random.NextDouble();
            batch.NextObservations[i] = (float)random.NextDouble();
        }

        // Plain Q-learning, so that the targets do not depend on the parameters that are varied.
        QUpdate update = batch.AsQUpdate(loss, doubleQ: false, float.PositiveInfinity) with { Weights = weights };
        using var step = new DqnUpdate(online, target, new GradientDescent(online, learningRate: 0), Size);
        UpdateResult result = step.Apply(in update);
        double[] targets = [.. batch.TdErrors.Zip(Predictions(online, batch), static (error, value) => error + value)];

        Assert.Equal(Loss(online, batch, targets, weights, loss), result.Loss, 1e-5);
        Assert.Contains(batch.TdErrors, static e => Math.Abs(e) > 1);
        Assert.Contains(batch.TdErrors, static e => Math.Abs(e) < 1);
        for (int i = 0; i < online.ParameterCount; i++)
        {
            double kept = online.Values[i];
            online.Values[i] = kept + 1e-5;
            double above = Loss(online, batch, targets, weights, loss);
            online.Values[i] = kept - 1e-5;
            double below = Loss(online, batch, targets, weights, loss);
            online.Values[i] = kept;
            Assert.Equal((above - below) / 2e-5, online.Gradients[i], 2e-6);
        }

        void Randomize(double[] values)
        {
            for (int i = 0; i < values.Length; i++)
            {
                values[i] = (random.NextDouble() * 2) - 1;
            }
        }
    }

    [Fact]
    public void TellsMeanAndDeviationOfThePredictedValues()
    {
        var batch = new TransitionBatch(2, 2, 0);
        Table.OneHot(0, 2).CopyTo(batch.Observations, 0);
        Table.OneHot(1, 2).CopyTo(batch.Observations, 2);
        batch.Actions[0] = 2;
        batch.Actions[1] = 1;

        UpdateResult result = Apply(Table.Create(s_online), Table.Create(s_target), batch, QLoss.Huber, doubleQ: false);

        Assert.Equal(4, result.ValueMean, 1e-6);
        Assert.Equal(1, result.ValueStd, 1e-6);
    }

    [Fact]
    public void GradientIsScaledDownToTheGreatestNorm()
    {
        NaiveNetwork online = Table.Create(s_online);
        double[] before = [.. online.Values];
        QUpdate update = Transition(mask: [], Discount).AsQUpdate(QLoss.Mse, doubleQ: true, maxNorm: 0.5f);
        using var step = new DqnUpdate(online, Table.Create(s_target), new GradientDescent(online, learningRate: 1), batchSize: 1);

        UpdateResult result = step.Apply(in update);

        Assert.Equal(18.5 * Math.Sqrt(2), result.GradientNorm, 1e-4);
        Assert.Equal(0.5, Math.Sqrt(online.Values.Zip(before, static (a, b) => (a - b) * (a - b)).Sum()), 1e-6);
    }

    [Fact]
    public void KernelOfTheNetworkDoesTheWholeUpdate()
    {
        var online = new KernelNetwork(Table.Spec(2, 3));
        NaiveNetwork target = Table.Create(s_target);

        UpdateResult result = Apply(online, target, Transition(mask: [], Discount), QLoss.Huber, doubleQ: true);

        Assert.Equal(new UpdateResult(1, 2, 3, 4), result);
        Assert.Same(target, online.Target);
        Assert.Equal(0, online.Forwards + target.Forwards);
    }

    private static float TdError(bool doubleQ, bool[] mask, float discount = Discount)
    {
        TransitionBatch batch = Transition(mask, discount);
        Apply(Table.Create(s_online), Table.Create(s_target), batch, QLoss.Huber, doubleQ);
        return batch.TdErrors[0];
    }

    private static TransitionBatch Transition(bool[] mask, float discount)
    {
        var batch = new TransitionBatch(1, 2, mask.Length);
        Table.OneHot(0, 2).CopyTo(batch.Observations, 0);
        Table.OneHot(1, 2).CopyTo(batch.NextObservations, 0);
        mask.CopyTo(batch.NextMasks, 0);
        batch.Rewards[0] = 1;
        batch.Discounts[0] = discount;
        return batch;
    }

    private static UpdateResult Apply(NaiveNetwork online, NaiveInference target, TransitionBatch batch, QLoss loss, bool doubleQ)
    {
        using var step = new DqnUpdate(online, target, new GradientDescent(online, learningRate: 0), batch.Size);
        return step.Apply(batch.AsQUpdate(loss, doubleQ, float.PositiveInfinity));
    }

    private static double[] Predictions(NaiveNetwork online, TransitionBatch batch)
    {
        var workspace = (NaiveWorkspace)online.CreateWorkspace(batch.Size);
        online.Forward(new Batch(batch.Observations, batch.Size), workspace);
        return [.. batch.Actions.Select((action, i) => workspace.Layers[^1][(i * online.Spec.Heads[0].Width) + action])];
    }

    private static double Loss(NaiveNetwork online, TransitionBatch batch, double[] targets, float[] weights, QLoss loss) =>
        Predictions(online, batch).Select((value, i) =>
        {
            double error = Math.Abs(targets[i] - value);
            return weights[i] * (loss == QLoss.Huber && error > 1 ? error - 0.5 : 0.5 * error * error);
        }).Average();

    private sealed class KernelNetwork(NetworkSpec spec) : NaiveNetwork(spec), IUpdateKernel<QUpdate>
    {
        public IInference? Target { get; private set; }

        public UpdateResult Update(in QUpdate update, IInference target, IOptimizer optimizer)
        {
            Target = target;
            return new UpdateResult(1, 2, 3, 4);
        }
    }
}
