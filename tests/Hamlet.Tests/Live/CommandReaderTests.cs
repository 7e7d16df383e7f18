using System.Text;
using Hamlet.Live.Protocol;
using Hamlet.Live.Watching;

namespace Hamlet.Tests.Live;

public sealed class CommandReaderTests
{
    [Theory]
    [InlineData("""{"type":"control","command":"pause"}""", "pause")]
    [InlineData("""{"type":"pause"}""", "pause")]
    [InlineData("""{"type":"control","command":"play","more":[1]}""", "play")]
    [InlineData("""{"type":"control","command":"set_speed","speed":10}""", "set_speed")]
    public void ACommandIsReadInItsLongAndItsShortForm(string message, string name)
    {
        ShowCommand? command = CommandReader.Read(Encoding.UTF8.GetBytes(message), out string? problem);

        Assert.Equal((name, null), (command?.Name, problem));
    }

    [Fact]
    public void WhatBelongsToACommandIsRead()
    {
        ShowCommand steps = Read("""{"type":"control","command":"step","count":25}""");
        ShowCommand speed = Read("""{"type":"control","command":"set_speed","speed":2.5}""");
        ShowCommand watch = Read("""{"type":"control","command":"watch","agent":"agent_1"}""");

        Assert.Equal((25, 2.5, "agent_1"), (steps.Count, speed.Speed, watch.Agent));
    }

    [Theory]
    [InlineData("", "no JSON")]
    [InlineData("{", "no JSON")]
    [InlineData("""{"type":"pause"} {"type":"pause"}""", "no JSON")]
    [InlineData("[]", "object with a 'type'")]
    [InlineData("""{"type":7}""", "object with a 'type'")]
    [InlineData("""{"type":"control"}""", "unknown command ''")]
    [InlineData("""{"type":"control","command":"explode"}""", "unknown command 'explode': there are pause")]
    [InlineData("""{"type":"control","command":"set_speed"}""", "'speed' is a number from 0.1 to 10")]
    [InlineData("""{"type":"control","command":"set_speed","speed":11}""", "'speed' is a number from 0.1 to 10")]
    [InlineData("""{"type":"control","command":"set_speed","speed":"fast"}""", "'speed' is a number from 0.1 to 10")]
    [InlineData("""{"type":"control","command":"step","count":0}""", "'count' is a number from 1 to 1000000")]
    [InlineData("""{"type":"control","command":"step","count":1e300}""", "'count' is a number from 1 to 1000000")]
    public void WhatIsNoneIsNamed(string message, string expected)
    {
        Assert.Null(CommandReader.Read(Encoding.UTF8.GetBytes(message), out string? problem));

        Assert.Contains(expected, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void BytesThatAreNoTextAreNamed()
    {
        Assert.Null(CommandReader.Read(new byte[] { 0x7b, 0xff, 0xfe, 0x00 }, out string? problem));

        Assert.Contains("no JSON", problem, StringComparison.Ordinal);
    }

    private static ShowCommand Read(string message) => CommandReader.Read(Encoding.UTF8.GetBytes(message), out _)!;
}
