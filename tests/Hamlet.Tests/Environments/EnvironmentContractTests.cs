using System.Runtime.InteropServices;
using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;
using Hamlet.Tests.Environments.Town;

namespace Hamlet.Tests.Environments;

/// <summary>What every environment promises: <see cref="IEnvironment"/> and <see cref="EnvironmentRows"/>.</summary>
public sealed class EnvironmentContractTests
{
    private const int Rows = 4;
    private const int Steps = 400;

    public static TheoryData<string> Environments => EnvironmentCase.Names;

    [Theory]
    [MemberData(nameof(Environments))]
    public void TheFieldsOfAnObservationFollowEachOther(string name)
    {
        using IEnvironment environment = EnvironmentCase.Create(name, 1, 1);
        int offset = 0;
        foreach (ObservationField field in environment.Spec.Fields)
        {
            Assert.Equal(offset, field.Offset);
            Assert.True(field.Names.Count == 0 || field.Names.Count == field.Size, field.Name);
            offset += field.Size;
        }

        Assert.Equal(offset, environment.Spec.ObservationSize);
        Assert.Equal(environment.Spec.Fields.Count, environment.Spec.Fields.Select(f => f.Name).Distinct().Count());
        Assert.Equal(60, environment.Spec.MaxSteps);
        Assert.Equal("max_steps", environment.Spec.EndReasons[^1]);
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void WhatIsSeenIsWithinTheBoundsOfItsField(string name)
    {
        using IEnvironment environment = EnvironmentCase.Create(name, Rows, 1);
        Play(environment, (rows, _) =>
        {
            for (int row = 0; row < Rows; row++)
            {
                foreach (ObservationField field in environment.Spec.Fields)
                {
                    foreach (float value in rows.Observation(row).Slice(field.Offset, field.Size))
                    {
                        Assert.InRange(value, field.Low, field.High);
                    }
                }

                Assert.True(rows.MaskSize == 0 || rows.Mask(row).Contains(true));
            }
        });
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void AnEpisodeEndsInOneWayOnly(string name)
    {
        using IEnvironment environment = EnvironmentCase.Create(name, Rows, 1);
        int[] lengths = new int[Rows];
        int limits = 0;
        Play(environment, (rows, step) =>
        {
            for (int row = 0; row < Rows && step > 0; row++)
            {
                lengths[row]++;
                Assert.False(rows.Terminated[row] && rows.Truncated[row]);
                Assert.Equal(lengths[row] == 60, rows.Truncated[row] || (rows.Terminated[row] && lengths[row] == 60));
                if (rows.Terminated[row] || rows.Truncated[row])
                {
                    bool limit = environment.Spec.EndReasons[rows.EndReasons[row]] == "max_steps";
                    Assert.Equal(rows.Truncated[row], limit);
                    limits += limit ? 1 : 0;
                    lengths[row] = 0;
                }
            }
        });
        Assert.True(limits > 0 || name == "cartpole", "no episode reached its limit");
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void OneSeedIsOneHistoryAndAnotherSeedAnother(string name)
    {
        ulong first = Checksum(EnvironmentCase.Create(name, Rows, 1));
        Assert.Equal(first, Checksum(EnvironmentCase.Create(name, Rows, 1)));
        Assert.NotEqual(first, Checksum(EnvironmentCase.Create(name, Rows, 2)));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void SlicesStepAsTheWholeDoes(string name)
    {
        using IEnvironment whole = EnvironmentCase.Create(name, Rows, 1);
        using IEnvironment parts = EnvironmentCase.Create(name, Rows, 1);
        var wholeBatch = new EnvironmentBatch(whole.Spec, Rows);
        var partsBatch = new EnvironmentBatch(parts.Spec, Rows);
        RandomStream random = new RandomStreams(9).Create("policy");
        whole.Reset(wholeBatch.All);
        parts.Reset(partsBatch.Slice(1, 3));
        parts.Reset(partsBatch.Slice(0, 1));
        for (int step = 0; step < Steps; step++)
        {
            AssertSame(wholeBatch.All, partsBatch.All);
            Choose(wholeBatch.All, ref random);
            wholeBatch.All.Actions.CopyTo(partsBatch.All.Actions);
            wholeBatch.All.ContinuousActions.CopyTo(partsBatch.All.ContinuousActions);
            whole.Step(wholeBatch.All);
            parts.Step(partsBatch.Slice(2, 2));
            parts.Step(partsBatch.Slice(0, 2));
        }
    }

    /// <summary>Also tells that what is repainted step by step is what would be painted at once, since loading paints anew.</summary>
    [Theory]
    [MemberData(nameof(Environments))]
    public void ASavedStateContinuesBitForBit(string name)
    {
        using IEnvironment environment = EnvironmentCase.Create(name, Rows, 1);
        var batch = new EnvironmentBatch(environment.Spec, Rows);
        RandomStream random = new RandomStreams(9).Create("policy");
        environment.Reset(batch.All);
        for (int step = 0; step < Steps; step++)
        {
            StateTree state = StateTree.Save(environment);
            Choose(batch.All, ref random);
            environment.Step(batch.All);
            if (step % 10 != 0)
            {
                continue;
            }

            using IEnvironment other = EnvironmentCase.Create(name, Rows, 77);
            var otherBatch = new EnvironmentBatch(other.Spec, Rows);
            other.Reset(otherBatch.All);
            state.Load(other);
            batch.All.Actions.CopyTo(otherBatch.All.Actions);
            batch.All.ContinuousActions.CopyTo(otherBatch.All.ContinuousActions);
            other.Step(otherBatch.All);
            AssertSame(batch.All, otherBatch.All);
            Assert.Equal(Bytes(StateTree.Save(environment)), Bytes(StateTree.Save(other)));
        }
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void WhatTheCallerDoesWithAnObservationIsItsOwnAffair(string name)
    {
        ulong first = Checksum(EnvironmentCase.Create(name, Rows, 1));
        Assert.Equal(first, Checksum(EnvironmentCase.Create(name, Rows, 1), spoil: true));
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void ANumberThatIsNoActionIsRefused(string name)
    {
        using IEnvironment environment = EnvironmentCase.Create(name, 1, 1);
        var batch = new EnvironmentBatch(environment.Spec, 1);
        environment.Reset(batch.All);
        if (environment.Spec.Actions is not DiscreteActions discrete)
        {
            batch.All.ContinuousActions[0] = float.NaN;
            Assert.Throws<ArgumentException>(() => environment.Step(batch.All));
            return;
        }

        foreach (int action in (int[])[-1, discrete.Count])
        {
            batch.All.Actions[0] = action;
            Assert.Throws<ArgumentOutOfRangeException>(() => environment.Step(batch.All));
        }
    }

    [Theory]
    [MemberData(nameof(Environments))]
    public void SteppingAllocatesNothing(string name)
    {
        using IEnvironment environment = EnvironmentCase.Create(name, Rows, 1);
        var batch = new EnvironmentBatch(environment.Spec, Rows);
        RandomStream random = new RandomStreams(9).Create("policy");
        environment.Reset(batch.All);
        float checksum = Run(200);
        long before = GC.GetAllocatedBytesForCurrentThread();
        checksum += Run(Steps);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(float.IsFinite(checksum));

        float Run(int steps)
        {
            float sum = 0;
            for (int step = 0; step < steps; step++)
            {
                Choose(batch.All, ref random);
                environment.Step(batch.All);
                sum += batch.All.Rewards[0] + batch.All.Observations[0];
            }

            return sum;
        }
    }

    private static void Play(IEnvironment environment, Action<EnvironmentRows, int> look)
    {
        var batch = new EnvironmentBatch(environment.Spec, Rows);
        RandomStream random = new RandomStreams(9).Create("policy");
        environment.Reset(batch.All);
        for (int step = 0; step < Steps; step++)
        {
            look(batch.All, step);
            Choose(batch.All, ref random);
            environment.Step(batch.All);
        }
    }

    private static void Choose(EnvironmentRows rows, ref RandomStream random)
    {
        foreach (ref float action in rows.ContinuousActions)
        {
            action = (float)random.NextDouble(-3, 3);
        }

        for (int row = 0; row < rows.Actions.Length; row++)
        {
            rows.Actions[row] = TownPolicyTests.RandomAllowed(rows.Mask(row), ref random);
        }
    }

    private static ulong Checksum(IEnvironment environment, bool spoil = false)
    {
        ulong hash = 0;
        var batch = new EnvironmentBatch(environment.Spec, Rows);
        RandomStream random = new RandomStreams(9).Create("policy");
        environment.Reset(batch.All);
        for (int step = 0; step < Steps; step++)
        {
            Choose(batch.All, ref random);
            if (spoil)
            {
                batch.All.Observations.Fill(float.NaN);
                batch.All.FinalObservations.Fill(float.NaN);
            }

            environment.Step(batch.All);
            foreach (float value in batch.All.Observations)
            {
                hash = (hash * 31) + BitConverter.SingleToUInt32Bits(value);
            }

            foreach (float value in batch.All.Rewards)
            {
                hash = (hash * 31) + BitConverter.SingleToUInt32Bits(value);
            }
        }

        environment.Dispose();
        return hash;
    }

    private static void AssertSame(EnvironmentRows a, EnvironmentRows b)
    {
        Assert.True(a.Observations.SequenceEqual(b.Observations), "observations differ");
        Assert.True(a.Rewards.SequenceEqual(b.Rewards), "rewards differ");
        Assert.True(a.Terminated.SequenceEqual(b.Terminated), "terminated differs");
        Assert.True(a.Truncated.SequenceEqual(b.Truncated), "truncated differs");
        Assert.True(a.Masks.SequenceEqual(b.Masks), "masks differ");
        for (int row = 0; row < a.Count; row++)
        {
            if (a.Terminated[row] || a.Truncated[row])
            {
                Assert.Equal(a.EndReasons[row], b.EndReasons[row]);
                Assert.True(a.FinalObservation(row).SequenceEqual(b.FinalObservation(row)), "final observations differ");
            }
        }
    }

    private static byte[] Bytes(StateTree tree) => [.. tree.Values.Values.SelectMany(value => value switch
    {
        float[] floats => MemoryMarshal.AsBytes<float>(floats).ToArray(),
        double[] doubles => MemoryMarshal.AsBytes<double>(doubles).ToArray(),
        int[] ints => MemoryMarshal.AsBytes<int>(ints).ToArray(),
        ulong[] words => MemoryMarshal.AsBytes<ulong>(words).ToArray(),
        _ => throw new InvalidOperationException($"A {value.GetType().Name} is not expected in the state of an environment."),
    })];
}
