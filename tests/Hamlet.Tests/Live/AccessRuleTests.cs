using System.Net;
using Hamlet.Live.Server;

namespace Hamlet.Tests.Live;

public sealed class AccessRuleTests
{
    [Theory]
    [InlineData("localhost:8765", null)]
    [InlineData("127.0.0.1:8765", null)]
    [InlineData("[::1]:8765", null)]
    [InlineData("localhost:8765", "http://localhost:8765")]
    [InlineData("127.0.0.1:8765", "http://127.0.0.1:8765")]
    public void ThisMachinesOwnPageIsLetIn(string host, string? origin) =>
        Assert.Null(new AccessRule("127.0.0.1", "").Refuse(host, origin, given: null));

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("http://localhost:9999")]
    [InlineData("http://localhost.evil.example:8765")]
    [InlineData("null")]
    [InlineData("")]
    public void APageOfAnotherOriginIsRefused(string origin) =>
        Assert.Contains("origin", new AccessRule("127.0.0.1", "").Refuse("localhost:8765", origin, given: null), StringComparison.Ordinal);

    // A name server may say of any name that it is 127.0.0.1.
    [Fact]
    public void ANameThatIsNotThisMachinesIsRefused() =>
        Assert.Contains("evil.example", new AccessRule("127.0.0.1", "").Refuse("evil.example:8765", "http://evil.example:8765", given: null), StringComparison.Ordinal);

    [Theory]
    [InlineData(null, false)]
    [InlineData("", false)]
    [InlineData("secre", false)]
    [InlineData("secrets", false)]
    [InlineData("secret", true)]
    public void ATokenIsTheRightOneOrNone(string? given, bool isLetIn) =>
        Assert.Equal(isLetIn, new AccessRule("0.0.0.0", "secret").Refuse("10.0.0.7:8765", origin: null, given) is null);

    [Fact]
    public void OtherAddressesThanLoopbackHaveATokenThatNobodyGuesses()
    {
        string one = AccessRule.TokenFor(IPAddress.Any, static _ => null);
        string other = AccessRule.TokenFor(IPAddress.Any, static _ => null);

        Assert.Equal(32, one.Length);
        Assert.NotEqual(one, other);
        Assert.Equal("", AccessRule.TokenFor(IPAddress.Loopback, static _ => null));
        Assert.Equal("mine", AccessRule.TokenFor(IPAddress.Any, static name => name == "HAMLET_LIVE_TOKEN" ? "mine" : null));
    }

    [Theory]
    [InlineData("localhost", null)]
    [InlineData("0.0.0.0", null)]
    [InlineData("::", null)]
    [InlineData("my.host", "'my.host' is no address to listen on: give an IP address or localhost")]
    public void AnAddressIsOneOrIsNamed(string host, string? problem) => Assert.Equal(problem, AccessRule.ProblemOf(host));
}
