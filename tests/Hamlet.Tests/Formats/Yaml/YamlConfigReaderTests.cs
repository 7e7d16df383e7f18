using Hamlet.Configuration;
using Hamlet.Formats.Yaml;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Formats.Yaml;

public sealed class YamlConfigReaderTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AByteThatIsNoUtf8IsAnErrorAtItsPlace()
    {
        var e = Assert.Throws<ConfigException>(() => Read([.. "a: 1\nn\u00e4me: "u8, 0xE4, (byte)'\n']));

        Assert.Equal("f.yaml(2,7): error: the byte 0xE4 here is no UTF-8: save the file as UTF-8", Assert.Single(e.Errors).ToString());
    }

    [Fact]
    public void MarksOfTheEncodingAreNoContent()
    {
        ReadOnlySpan<byte> text = "n\u00e4me: 1\n"u8;

        foreach (byte[] bytes in (byte[][])[[.. text], [0xEF, 0xBB, 0xBF, .. text], [.. System.Text.Encoding.Unicode.Preamble, .. System.Text.Encoding.Unicode.GetBytes("n\u00e4me: 1\n")]])
        {
            Assert.Equal("n\u00e4me", Assert.Single(((ConfigMap)Read(bytes)).Entries).Key);
        }
    }

    private ConfigNode Read(byte[] bytes)
    {
        string path = Path.Combine(_folder.Path, "f.yaml");
        File.WriteAllBytes(path, bytes);
        return new YamlConfigReader().Read(path, "f.yaml");
    }
}
