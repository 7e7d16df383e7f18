namespace Hamlet.Tests.Environments.Town;

/// <summary>What is left of an episode that was cut off: what would have gone on had it not been.</summary>
public sealed class TownTruncationTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    [InlineData(15)]
    public void TheFinalMaskIsThatOfTheStepThatWouldHaveFollowed(int limit)
    {
        int[] actions = [TownProbe.Left, TownProbe.Up, TownProbe.Left, TownProbe.Interact, TownProbe.Down];
        bool[] masked = [];
        for (ulong seed = 1; seed <= 20; seed++)
        {
            var cut = new TownProbe(Worlds.Read("town8"), "L1", seed, limit);

            var uncut = new TownProbe(Worlds.Read("town8"), "L1", seed, limit + 1);
            for (int step = 0; step < limit; step++)
            {
                int action = actions[step % actions.Length];
                cut.Do(action);
                uncut.Do(action);
            }

            Assert.True(cut.Truncated);
            Assert.False(uncut.Ended);
            Assert.Equal(uncut.Mask.ToArray(), cut.FinalMask.ToArray());
            masked = [.. masked, .. cut.FinalMask];
        }

        // The comparison would mean nothing had no mask ever been false.
        Assert.Contains(false, masked);
    }
}
