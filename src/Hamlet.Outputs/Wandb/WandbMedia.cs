using System.Globalization;
using System.Security.Cryptography;
using Hamlet.Formats;
using Hamlet.Metrics;

namespace Hamlet.Outputs.Wandb;

/// <summary>The files of a run beside its records, in <c>files/</c>; their names stand in the records with slashes.</summary>
internal sealed class WandbMedia(string folder)
{
    private const int HashInName = 20;

    /// <summary>Writes a picture, and the JSON value that stands for it in the row.</summary>
    /// <returns>The file's name.</returns>
    public string WriteImage(WandbRow row, WandbSeries series, int width, int height, byte[] png)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(png));
        string step = (row.Number - 1).ToString(CultureInfo.InvariantCulture);
        string name = $"media/images/{AsFileName(series.Name)}_{step}_{hash[..HashInName]}.png";
        Write(name, png);

        MessageBuffer json = row.Items;
        JsonText.Raw(json, "{\"_type\":\"image-file\",\"path\":"u8);
        JsonText.Write(json, name);
        JsonText.Raw(json, ",\"sha256\":"u8);
        JsonText.Write(json, hash);
        JsonText.Raw(json, ",\"size\":"u8);
        JsonText.Write(json, png.Length);
        JsonText.Raw(json, ",\"format\":\"png\",\"width\":"u8);
        JsonText.Write(json, width);
        JsonText.Raw(json, ",\"height\":"u8);
        JsonText.Write(json, height);
        JsonText.Raw(json, "}"u8);
        return name;
    }

    /// <summary>Writes a file.</summary>
    public void Write(string name, ReadOnlySpan<byte> content) => File.WriteAllBytes(Place(name), content);

    /// <summary>Copies a file of the run.</summary>
    public void Copy(RunArtifact artifact) => File.Copy(artifact.Path, Place(artifact.Name), overwrite: true);

    private string Place(string name)
    {
        string path = Path.GetFullPath(Path.Combine(folder, name));
        if (!path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new ArgumentException($"'{name}' is no name of a file of the run.", nameof(name));
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }

    private static string AsFileName(string key) =>
        string.Concat(key.Select(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}
