using Hamlet.Environments;

namespace Hamlet.Tests.Environments.Town;

/// <summary>What an agent sees, and what it may do.</summary>
public sealed class TownViewTests
{
    [Theory]
    [InlineData("L0_0", 2 + 9 + 8 + (4 * 1) + 1)]
    [InlineData("L0_5", 2 + 25 + 8 + (4 * 4) + 1)]
    [InlineData("L1", 2 + 64 + 8 + (4 * 14) + 1)]
    [InlineData("L2", 2 + 8 + (5 * 14) + 1)]
    [InlineData("L3", 2 + 8 + (5 * 14) + 2 + 1 + 1)]
    public void ALevelHasAnObservationOfThisSize(string level, int size) =>
        Assert.Equal(size, new TownProbe(Worlds.Read("town8"), level).Spec.ObservationSize);

    [Fact]
    public void TheWholeTownIsSeenFromACell()
    {
        var probe = new TownProbe(Worlds.Read("town8") with { Start = [5, 1] }, "L1", maxSteps: 200);
        probe.Do(TownProbe.Right, TownProbe.Left);

        Assert.Equal([5f / 7, 1f / 7], probe.Field("position").ToArray());
        Assert.Equal(1f, probe.Field("cell", "5,1"));
        Assert.Equal(1f, Sum(probe.Field("cell")));
        Assert.Equal(1f, probe.Field("underfoot", "Doctor"));
        Assert.Equal(1f, Sum(probe.Field("underfoot")));
        Assert.Equal(0f, probe.Field("offset_x", "Doctor"));
        Assert.Equal(1f / 7, probe.Field("offset_x", "Hospital"));
        Assert.Equal(-5f / 7, probe.Field("offset_x", "Recreation"));
        Assert.Equal(6f / 7, probe.Field("offset_y", "Recreation"));
        Assert.Equal(-1f / 7, probe.Field("offset_y", "Bar"));
        Assert.Equal(2f / 200, probe.Field("lifetime_progress")[0]);
        Assert.Equal(probe.Meter("energy"), probe.Field("meters", "energy"));
    }

    [Fact]
    public void MetersAreSharesOfTheirRange()
    {
        var probe = new TownProbe(Worlds.Read("classic6"));
        Assert.Equal(0.75f, probe.Field("meters", "money"));
        Assert.Equal(0.5f, probe.Field("meters", "social"));
        Assert.Equal(1f, probe.Field("meters", "mood"));
    }

    [Fact]
    public void AWindowShowsWhatIsTwoCellsAwayAndNothingFarther()
    {
        TownWorld world = Worlds.Read("town8") with { Window = 5, Start = [1, 3] };
        var probe = new TownProbe(world, "L1");
        string[] near = ["Bed", "LuxuryBed", "Shower", "HomeMeal", "Park"];
        foreach (string name in world.Affordances.Keys)
        {
            bool seen = near.Contains(name);
            Assert.Equal(seen ? 1f : 0f, probe.Field("seen", name));
            IReadOnlyList<int> cell = world.Affordances[name].Position!;
            Assert.Equal(seen ? (cell[0] - 1) / 2f : 0f, probe.Field("offset_x", name));
            Assert.Equal(seen ? (cell[1] - 3) / 2f : 0f, probe.Field("offset_y", name));
        }

        Assert.DoesNotContain(probe.Spec.Fields, f => f.Name == "cell");
        Assert.Equal(0f, probe.Do(TownProbe.Down).Field("seen", "Bed"));
    }

    [Theory]
    [InlineData(0, 0, true, true)]
    [InlineData(7, 7, false, false)]
    [InlineData(3, 4, null, null)]
    public void MovesOffTheGridAreMasked(int x, int y, bool? atLeft, bool? atTop)
    {
        var probe = new TownProbe(Worlds.Read("town8") with { Start = [x, y] }, "L1");
        Assert.Equal(atTop != true, probe.Mask[TownProbe.Up]);
        Assert.Equal(atTop != false, probe.Mask[TownProbe.Down]);
        Assert.Equal(atLeft != true, probe.Mask[TownProbe.Left]);
        Assert.Equal(atLeft != false, probe.Mask[TownProbe.Right]);
        Assert.True(probe.Mask[TownProbe.Wait]);
        Assert.False(probe.Mask[TownProbe.Interact]);
    }

    [Fact]
    public void TheStartIsAnyCell()
    {
        var probe = new TownProbe(Worlds.Read("town8"), "L1");
        int[] visits = new int[64];
        const int resets = 6400;
        for (int reset = 0; reset < resets; reset++)
        {
            visits[probe.Field("cell").IndexOf(1f)]++;
            probe.Reset();
        }

        // Chi-square with 63 degrees of freedom: above 103 once in a thousand streams, and the stream is fixed.
        double chi = visits.Sum(v => (v - 100.0) * (v - 100.0) / 100);
        Assert.InRange(chi, 30, 103);
    }

    [Fact]
    public void PlacesAreDrawnAnewInEachEpisodeAndNeverShared()
    {
        TownWorld world = Worlds.Read("town8") with { Randomize = true };
        var probe = new TownProbe(world, "L1");
        var beds = new HashSet<(int, int)>();
        for (int reset = 0; reset < 500; reset++)
        {
            var cells = new HashSet<(int, int)> { (probe.X, probe.Y) };
            foreach (string name in world.Affordances.Keys)
            {
                (int, int) cell = (probe.X + Cells(probe.Field("offset_x", name)), probe.Y + Cells(probe.Field("offset_y", name)));
                Assert.True(cells.Add(cell), $"{name} shares its cell {cell}");
                if (name == "Bed")
                {
                    beds.Add(cell);
                }
            }

            probe.Reset();
        }

        Assert.Equal(64, beds.Count);

        static int Cells(float offset) => (int)Math.Round(offset * 7);
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }
}
