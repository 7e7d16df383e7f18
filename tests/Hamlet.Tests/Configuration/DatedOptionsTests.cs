using Hamlet.Configuration;
using static Hamlet.Tests.Configuration.Nodes;

namespace Hamlet.Tests.Configuration;

/// <summary>Keys may be renamed and given up without breaking a file.</summary>
public sealed class DatedOptionsTests
{
    [Theory]
    [InlineData("learning_rate")]
    [InlineData("lr")]
    public void APresentNameGivesNoWarning(string key) => Assert.Equal((0.5, ""), Read(Map((key, Scalar("0.5")))));

    [Theory]
    [InlineData("step_size")]
    [InlineData("alpha")]
    public void AnOldNameIsReadWithAWarning(string key) => Assert.Equal(
        (0.5, $"f.yaml(1,1): warning: '{key}' is now called 'learning_rate'"), Read(Map((key, Scalar("0.5")))));

    [Fact]
    public void TwoNamesAtOnceAreAnError()
    {
        var binder = new ConfigBinder();
        binder.Bind<DatedOptions>(Map(("learning_rate", Scalar("1")), ("alpha", Scalar("2"))));
        Assert.Contains("f.yaml(2,1): error: 'learning_rate' and 'alpha' are two names of one option: keep 'learning_rate'", binder.Errors.Select(static e => e.ToString()));
    }

    [Theory]
    [InlineData("fast", "true", "'fast' is deprecated: the device decides")]
    [InlineData("spare", "2", "'spare' is deprecated")]
    public void AnObsoleteOptionIsReadWithAWarning(string key, string value, string warning) =>
        Assert.Equal($"f.yaml(1,1): warning: {warning}", Read(Map((key, Scalar(value)))).Said);

    [Theory]
    [InlineData("fast", "false")]
    [InlineData("spare", "1")]
    public void AnObsoleteOptionThatSaysWhatIsSoAnywayNeedsNone(string key, string value) => Assert.Equal("", Read(Map((key, Scalar(value)))).Said);

    private static (double Rate, string Said) Read(ConfigMap map)
    {
        var binder = new ConfigBinder();
        DatedOptions options = binder.Bind<DatedOptions>(map);
        Assert.False(binder.HasErrors);
        return (options.LearningRate, string.Join('\n', binder.Errors));
    }
}
