using Hamlet.Outputs.MLflow;

namespace Hamlet.Tests.Outputs.MLflow;

public sealed class MlflowKeyTests
{
    [Theory]
    [InlineData("Episode/Total_Reward", "Episode/Total_Reward")]
    [InlineData("über/a b.c-d", "über/a b.c-d")]
    [InlineData("a:b", "a_b")]
    [InlineData("eval/x\"y/é*", "eval/x_y/é_")]
    [InlineData("/a//b/", "a/b")]
    [InlineData("a/../b/.", "a/_/b/_")]
    [InlineData("", "_")]
    [InlineData("///", "_")]
    public void ANameBecomesOneThatMlflowTakes(string name, string key) => Assert.Equal(key, MlflowKey.Clean(name));

    [Fact]
    public void AVeryLongNameIsCut() => Assert.Equal(250, MlflowKey.Clean(new string('a', 999)).Length);

    [Fact]
    public void NamesThatCannotBeFilesBesideEachOtherGetOthers()
    {
        var table = new MlflowKeyTable();

        Assert.Equal("loss", table["loss"]);
        Assert.Equal("loss_total", table["loss/total"]);
        Assert.Equal("Loss_", table["Loss"]);
        Assert.Equal("eval/a", table["eval/a"]);
        Assert.Equal("eval_", table["eval"]);
        Assert.Equal("x_y", table["x*y"]);
        Assert.Equal("x_y_", table["x?y"]);
        Assert.Equal("loss_total", table["loss/total"]);
    }
}
