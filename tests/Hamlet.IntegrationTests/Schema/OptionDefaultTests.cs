using Hamlet.Configuration;
using Hamlet.Hosting.Schema;

namespace Hamlet.IntegrationTests.Schema;

/// <summary>A default that only a run can tell is shown as the code that makes it, and an editor is not told that it is a value.</summary>
public sealed class OptionDefaultTests
{
    [Theory]
    [InlineData(OptionKind.Text)]
    [InlineData(OptionKind.Number)]
    [InlineData(OptionKind.Choice)]
    public void CodeIsNoValue(OptionKind kind)
    {
        var key = new OptionKey { Name = "a", Kind = kind, DefaultCode = "Environment.NewLine" };

        Assert.Null(JsonDefault.Of(key));
        Assert.Equal("C#: Environment.NewLine", OptionText.Default(key));
        Assert.Equal("Default: C#: Environment.NewLine", OptionText.Hover(key));
    }

    [Fact]
    public void AnEmptyTextIsAValue()
    {
        var key = new OptionKey { Name = "a", Kind = OptionKind.Text, Default = "" };

        Assert.Equal("", JsonDefault.Of(key)?.GetValue<string>());
        Assert.Equal("\"\"", OptionText.Default(key));
        Assert.Equal("Default: \"\"", OptionText.Hover(key));
    }

    [Fact]
    public void ARequiredOptionHasNone() =>
        Assert.Equal("", OptionText.Hover(new OptionKey { Name = "a", Kind = OptionKind.Text, Required = true }));
}
