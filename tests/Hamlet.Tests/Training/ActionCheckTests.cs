using Hamlet.Environments;
using Hamlet.Training.Worlds;

namespace Hamlet.Tests.Training;

public sealed class ActionCheckTests
{
    [Theory]
    [InlineData(new[] { 0, 3, 1 }, -1)]
    [InlineData(new[] { 0, 4, -1 }, 1)]
    [InlineData(new[] { 0, 3, int.MinValue }, 2)]
    public void AChoiceIsOneOfThoseThatThereAre(int[] actions, int place) =>
        Assert.Equal(place, Find(new DiscreteActions(["a", "b", "c", "d"]), actions, out _));

    [Theory]
    [InlineData(new[] { 1, 4, 0, 0 }, -1)]
    [InlineData(new[] { 1, 4, 2, 0 }, 2)]
    [InlineData(new[] { 1, 4, 1, 5 }, 3)]
    public void EachBranchHasItsOwn(int[] actions, int place) => Assert.Equal(place, Find(new MultiDiscreteActions([2, 5]), actions, out _));

    [Fact]
    public void TheBranchAndTheRowOfTheWorldAreNamed()
    {
        Find(new MultiDiscreteActions([2, 5]), [1, 4, 1, 5], out string fault);

        Assert.Equal("somebody, row 11: the action of branch 1 is 5, and may be 0 to 4", fault);
    }

    [Fact]
    public void OfNumbersNothingIsAsked()
    {
        Assert.Equal(-1, Find(new ContinuousActions([0], [1]), [], out _));
    }

    private static int Find(ActionSpace space, int[] actions, out string fault)
    {
        var spec = new EnvironmentSpec { Name = "world", Fields = [new ObservationField("number", 0, 1, 0, 1, [])], Actions = space, EndReasons = ["over"] };
        EnvironmentRows rows = new EnvironmentBatch(spec, space.DiscreteSize == 0 ? 2 : actions.Length / space.DiscreteSize).All with { First = 10 };
        actions.CopyTo(rows.Actions);
        var check = new ActionCheck(spec);
        int place = check.Find(rows);
        fault = place < 0 ? "" : check.Fault("somebody", rows, place).Message;
        return place;
    }
}
