using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Networks;
using Hamlet.Policies;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Policies;

public sealed class PolicyTests
{
    private const int Rows = 200;

    [Theory]
    [InlineData(Activation.Relu, HeadKind.Dueling)]
    [InlineData(Activation.Tanh, HeadKind.Linear)]
    public void ActsAsThePolicyThatWasTrained(Activation activation, HeadKind kind)
    {
        EnvironmentBatch batch = Models.Batch(Models.Discrete, Rows);
        using NetworkPolicy trained = Models.Create(Models.Discrete, activation, kind);
        trained.Act(batch.All);

        using Policy policy = Load(trained, Models.Discrete);

        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(batch.All.Actions[row], policy.Act(batch.All.Observation(row), batch.All.Mask(row)));
        }
    }

    [Fact]
    public void ChoosesInSeveralBranches()
    {
        EnvironmentBatch batch = Models.Batch(Models.Several, Rows);
        using NetworkPolicy trained = Models.Create(Models.Several);
        trained.Act(batch.All);

        using Policy policy = Load(trained, Models.Several);

        int[] action = new int[3];
        for (int row = 0; row < Rows; row++)
        {
            policy.Act(batch.All.Observation(row), batch.All.Mask(row), action);
            Assert.Equal(batch.All.Actions.Slice(3 * row, 3).ToArray(), action);
        }
    }

    [Fact]
    public void GivesNumbersWithinTheirBounds()
    {
        EnvironmentBatch batch = Models.Batch(Models.Numbers, Rows);
        using NetworkPolicy trained = Models.Create(Models.Numbers);
        trained.Act(batch.All);

        using Policy policy = Load(trained, Models.Numbers);

        float[] action = new float[2];
        for (int row = 0; row < Rows; row++)
        {
            policy.Act(batch.All.Observation(row), action);
            Assert.Equal(batch.All.ContinuousActions.Slice(2 * row, 2).ToArray(), action);
            Assert.InRange(action[0], -0.05f, 0.05f);
        }
    }

    [Theory]
    [InlineData(Recurrence.Gru)]
    [InlineData(Recurrence.Lstm)]
    public void RemembersUntilANewEpisode(Recurrence recurrence)
    {
        // One row of training that goes through three episodes, and the same as a game plays them.
        EnvironmentBatch steps = Models.Batch(Models.Discrete, Rows);
        EnvironmentBatch one = Models.Batch(Models.Discrete, 1);
        using NetworkPolicy trained = Models.Create(Models.Discrete, recurrence: recurrence);
        using Policy policy = Load(trained, Models.Discrete);
        int forgetful = 0;
        for (int step = 0; step < Rows; step++)
        {
            bool begins = step is 70 or 130;
            steps.All.Observation(step).CopyTo(one.All.Observations);
            steps.All.Mask(step).CopyTo(one.All.Masks);
            one.All.Terminated[0] = begins && step == 70;
            one.All.Truncated[0] = begins && step == 130;
            trained.Act(one.All);
            if (begins)
            {
                policy.Reset();
            }

            Assert.Equal(one.All.Actions[0], policy.Act(steps.All.Observation(step), steps.All.Mask(step)));
            using NetworkPolicy without = Models.Create(Models.Discrete, recurrence: recurrence);
            int action = one.All.Actions[0];
            without.Act(one.All);
            forgetful += action == one.All.Actions[0] ? 0 : 1;
        }

        Assert.True(forgetful > 5, $"Memory changed {forgetful} actions of {Rows}.");
    }

    [Theory]
    [InlineData(Recurrence.None)]
    [InlineData(Recurrence.Gru)]
    public void AllocatesNothing(Recurrence recurrence)
    {
        using NetworkPolicy trained = Models.Create(Models.Discrete, recurrence: recurrence);
        using Policy policy = Load(trained, Models.Discrete);
        float[] observation = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f];
        bool[] mask = [true, false, true];
        int sum = policy.Act(observation, mask) + policy.Act(observation);

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            sum += policy.Act(observation, mask) + policy.Act(observation);
            policy.Reset();
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(sum >= 0);
    }

    [Fact]
    public void NoMaskAllowsAllAgain()
    {
        using NetworkPolicy trained = Models.Create(Models.Discrete);
        using Policy policy = Load(trained, Models.Discrete);
        float[] observation = [0.1f, 0.2f, 0.3f, 0.4f, 0.5f];
        int free = policy.Act(observation);
        bool[] mask = [true, true, true];
        mask[free] = false;

        Assert.NotEqual(free, policy.Act(observation, mask));
        Assert.Equal(free, policy.Act(observation));
    }

    [Fact]
    public void WhatDoesNotFitIsSaid()
    {
        using NetworkPolicy trained = Models.Create(Models.Several);
        using Policy policy = Load(trained, Models.Several);
        float[] observation = new float[5];

        Assert.Contains("5 values are needed, not 4", Assert.Throws<ArgumentException>(() => policy.Act(new float[4], [], new int[3])).Message, StringComparison.Ordinal);
        Assert.Contains("9 switches", Assert.Throws<ArgumentException>(() => policy.Act(observation, new bool[8], new int[3])).Message, StringComparison.Ordinal);
        Assert.Contains("3 choices", Assert.Throws<ArgumentException>(() => policy.Act(observation, [], new int[2])).Message, StringComparison.Ordinal);
        Assert.Contains("allows no choice", Assert.Throws<ArgumentException>(() => policy.Act(observation, new bool[9], new int[3])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => policy.Act(observation));
        Assert.Throws<InvalidOperationException>(() => policy.Act(observation, new float[3]));
    }

    private static Policy Load(NetworkPolicy trained, ActionSpace actions)
    {
        using var directory = new TempDirectory();
        PolicyFile.Of(trained.Model, Models.Spec(actions), "agent_0").Write(directory.File(PolicyLocation.FileName("agent_0")));
        return Policy.Load(directory.Path);
    }
}
