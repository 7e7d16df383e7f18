using Hamlet.Environments;
using Hamlet.Randomness;

namespace Hamlet.Tests.Environments.Town;

public sealed class TownStageTests
{
    [Fact]
    public void AStageActsOnDepletionFromTheNextEpisodeOn()
    {
        using var town = new TownEnvironment(
            new TownOptions { World = Worlds.Read("town8"), Level = "L1" },
            new EnvironmentContext { Rows = 2, Streams = new RandomStreams(1), MaxSteps = 3 });
        var batch = new EnvironmentBatch(town.Spec, 2);
        town.Reset(batch.All);
        town.SetStage(0, 1, 1);

        // Hygiene falls by 0.003 a step where nothing is multiplied, and begins at 1.
        Assert.Equal([0.997f, 0.997f], HygieneAfterAStep(town, batch));
        HygieneAfterAStep(town, batch);
        HygieneAfterAStep(town, batch);

        Assert.Equal([0.9994f, 0.997f], HygieneAfterAStep(town, batch));
    }

    [Fact]
    public void ItBeginsAtTheLastStageWhichIsTheWorldAsItIs()
    {
        using var town = new TownEnvironment(
            new TownOptions { World = Worlds.Read("town8"), Level = "L1" }, new EnvironmentContext { Rows = 1, Streams = new RandomStreams(1) });

        Assert.Equal(5, town.Stages);
        Assert.Throws<ArgumentOutOfRangeException>(() => town.SetStage(0, 1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => town.SetStage(0, 1, 6));
    }

    private static float[] HygieneAfterAStep(TownEnvironment town, EnvironmentBatch batch)
    {
        batch.All.Actions.Fill(TownProbe.Wait);
        town.Step(batch.All);
        float[] meters = new float[town.MeterNames.Count];
        int hygiene = town.MeterNames.ToList().IndexOf("hygiene");
        float[] result = new float[2];
        for (int row = 0; row < 2; row++)
        {
            town.ReadMeters(row, meters);
            result[row] = MathF.Round(meters[hygiene], 5);
        }

        return result;
    }
}
