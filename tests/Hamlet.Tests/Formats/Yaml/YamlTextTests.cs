using Hamlet.Configuration;
using Hamlet.Formats.Yaml;

namespace Hamlet.Tests.Formats.Yaml;

public sealed class YamlTextTests
{
    [Theory]
    [InlineData("plain words")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("12")]
    [InlineData("1e5")]
    [InlineData("")]
    [InlineData(" spaces ")]
    [InlineData("a: b # c")]
    [InlineData("\"quotes\" and \\ and 'these'")]
    [InlineData("line\nbreak\ttab\r")]
    [InlineData("Пьеса 「ハムレット」 🎭")]
    [InlineData("- dash")]
    [InlineData("[x]")]
    [InlineData("\u2028\u00a0\u0001")]
    public void EveryTextComesBackAsText(string text)
    {
        var map = new ConfigMap([new ConfigEntry("k", default, new ConfigScalar(text, default, quoted: true))], default);

        var read = (ConfigMap)YamlParser.Parse(YamlText.Write(map), "f.yaml");

        var scalar = (ConfigScalar)read.Entries.Single().Value;
        Assert.Equal(text, scalar.Text);
        Assert.False(scalar.IsNull && text.Length > 0);
    }

    [Fact]
    public void MapsAndListsNest()
    {
        const string text = """
            experiment:
              name: x
            agents:
              - agent_id: agent_0
                network:
                  hidden: [128, 128]
              - agent_id: agent_1
            empty: {}
            none: []
            positions:
              Bed: [1, 1]
            nested:
              -
                - a: 1

            """;
        var first = (ConfigMap)YamlParser.Parse(text, "f.yaml");

        string written = YamlText.Write(first);

        Assert.Equal(written, YamlText.Write((ConfigMap)YamlParser.Parse(written, "g.yaml")));
        Assert.Contains("hidden: [128, 128]", written, StringComparison.Ordinal);
        Assert.Contains("- agent_id: agent_0", written, StringComparison.Ordinal);
    }
}
