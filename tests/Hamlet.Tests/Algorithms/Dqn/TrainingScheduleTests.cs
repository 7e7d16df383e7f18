using Hamlet.Algorithms.Dqn;
using Hamlet.State;

namespace Hamlet.Tests.Algorithms.Dqn;

public sealed class TrainingScheduleTests
{
    [Theory]
    // Multiples of 4 from 1000 to 2400, both ends included; the same whether 1, 3, 8 or 100 environments step at once.
    [InlineData(1000, 4, 1, 1, 351)]
    [InlineData(1000, 4, 1, 3, 351)]
    [InlineData(1000, 4, 1, 8, 351)]
    [InlineData(1000, 4, 1, 100, 351)]
    [InlineData(1000, 4, 2, 8, 702)]
    // As many updates as steps.
    [InlineData(1000, 4, -1, 1, 1404)]
    [InlineData(0, 1, -1, 8, 2400)]
    // The published CartPole recipe: 1024, 1280, ... 2304.
    [InlineData(1000, 256, 128, 1, 6 * 128)]
    [InlineData(0, 1, 1, 1, 2400)]
    [InlineData(2401, 1, 1, 1, 0)]
    [InlineData(2400, 1, 1, 1, 1)]
    public void CountsUpdates(long learningStarts, int trainFrequency, int gradientSteps, int rows, long expected)
    {
        TrainingSchedule schedule = Create(learningStarts, trainFrequency, gradientSteps);
        long updates = 0;
        for (int step = 0; step < 2400; step += rows)
        {
            updates += schedule.Advance(rows);
        }

        Assert.Equal(2400, schedule.Steps);
        Assert.Equal(expected, updates);
    }

    [Fact]
    public void TrainsExactlyAtTheMultiples()
    {
        TrainingSchedule schedule = Create(learningStarts: 10, trainFrequency: 4, gradientSteps: 3);

        long[] updates = [.. Enumerable.Range(1, 20).Select(_ => schedule.Advance(1))];

        Assert.Equal([12, 16, 20], updates.Index().Where(u => u.Item == 3).Select(u => u.Index + 1));
        Assert.Equal(9, updates.Sum());
    }

    [Fact]
    public void ContinuesFromItsState()
    {
        TrainingSchedule schedule = Create(learningStarts: 10, trainFrequency: 4, gradientSteps: 1);
        schedule.Advance(11);
        TrainingSchedule other = Create(learningStarts: 10, trainFrequency: 4, gradientSteps: 1);
        StateTree.Save(schedule).Load(other);

        Assert.Equal(1, other.Advance(1));
    }

    private static TrainingSchedule Create(long learningStarts, int trainFrequency, int gradientSteps) => new(new DqnOptions
    {
        LearningStarts = learningStarts,
        TrainFrequency = trainFrequency,
        GradientSteps = gradientSteps,
    });
}
