using System.Diagnostics;
using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

public sealed class ShellWordTests
{
    [Theory]
    [InlineData("runs/town_dqn/20260801-101500-3fa2c1", "runs/town_dqn/20260801-101500-3fa2c1")]
    [InlineData("sp ace/a b", "'sp ace/a b'")]
    [InlineData("", "''")]
    [InlineData("~/x", "'~/x'")]
    [InlineData("it's", "\"it's\"")]
    [InlineData("it's $HOME", "'it'\\''s $HOME'")]
    public void ATextIsOneWord(string text, string word)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Its shell quotes otherwise.
        }

        Assert.Equal(word, ShellWord.Of(text));
        using Process shell = Process.Start(new ProcessStartInfo("sh", ["-c", $"printf %s {word}"]) { RedirectStandardOutput = true })!;
        Assert.Equal(text, shell.StandardOutput.ReadToEnd());
    }
}
