using Hamlet.Environments;
using Hamlet.Randomness;

namespace Hamlet.Tests.Environments.Town;

/// <summary>Every world that the repository ships, in every level, loads and is played.</summary>
public sealed class WorldFilesTests
{
    public static TheoryData<string, string?> Levels
    {
        get
        {
            var levels = new TheoryData<string, string?>();
            foreach (string world in Worlds.Shipped)
            {
                levels.Add(world, null);
                foreach (string level in Worlds.Read(world).Levels.Keys)
                {
                    levels.Add(world, level);
                }
            }

            return levels;
        }
    }

    [Fact]
    public void TheShippedWorldsAreThese()
    {
        Assert.Equal(["classic6", "town8"], Worlds.Shipped);
        Assert.Equal(["L0_0", "L0_5", "L1", "L2", "L3"], Worlds.Read("town8").Levels.Keys);
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void AShippedWorldIsPlayed(string world, string? level)
    {
        var probe = new TownProbe(Worlds.Read(world), level);
        Assert.Equal(level is null ? world : $"{world}/{level}", probe.Spec.Name);
        RandomStream random = new RandomStreams(3).Create("policy");
        int ends = 0;
        for (int step = 0; step < 3000; step++)
        {
            probe.Do(TownPolicyTests.RandomAllowed(probe.Mask, ref random));
            ends += probe.Ended ? 1 : 0;
        }

        Assert.InRange(ends, 3, 300);
    }

    [Fact]
    public void OnlyTheRoomCannotBeWonAndSaysSo()
    {
        foreach ((string world, string? level) in Levels.Select(row => ((string)row[0]!, (string?)row[1])))
        {
            IReadOnlyList<string> warnings = [.. new TownProbe(Worlds.Read(world), level).Spec.Warnings.Select(w => w.ToString())];
            if (level == "L0_0")
            {
                string warning = Assert.Single(warnings);
                Assert.Matches(@"^town8\.yaml\(\d+,\d+\): warning: 'Bed' costs money and nothing brings any in", warning);
            }
            else
            {
                Assert.Empty(warnings);
            }
        }
    }
}
