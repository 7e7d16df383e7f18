using Hamlet.Outputs.Remote;

namespace Hamlet.Tests.Outputs.Remote;

public sealed class UploadRuleTests
{
    [Theory]
    [InlineData(1, 0, 2)]
    [InlineData(2, 0, 4)]
    [InlineData(5, 0, 32)]
    [InlineData(6, 0, 60)]
    [InlineData(100_000, 0, 60)]
    [InlineData(1, 30, 30)]
    [InlineData(6, 30, 60)]
    [InlineData(1, 600, 600)]
    public void DelaysDoubleUpToABoundAndAreNoShorterThanAsked(int failures, int asked, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), new UploadRule().Delay(failures, TimeSpan.FromSeconds(asked)));

    [Fact]
    public void ANetrcFileHasAPasswordForItsHostAlone()
    {
        const string Text = "machine a login password password one\nmachine b\nlogin me\npassword two\ndefault login x password three";

        Assert.Equal(("one", "two", null), (Netrc.Find(Text, "a"), Netrc.Find(Text, "B"), Netrc.Find(Text, "c")));
    }

    [Fact]
    public void ASecretPrintsAsStars()
    {
        var secret = new Secret("abc");

        Assert.Equal(("***", "x*** y"), (secret.ToString(), secret.Redact("xabc y")));
    }
}
