using System.IO.Compression;
using System.Security.Cryptography;

namespace Hamlet.Live.Server;

/// <summary>The files of the page, from inside the assembly.</summary>
internal static class PageFiles
{
    private static readonly Dictionary<string, (string Resource, string Type)> s_files = new(StringComparer.Ordinal)
    {
        ["/index.html"] = ("index.html", "text/html; charset=utf-8"),
        ["/board.html"] = ("board.html", "text/html; charset=utf-8"),
        ["/board.css"] = ("board.css", "text/css; charset=utf-8"),
        ["/board.js"] = ("board.js", "text/javascript; charset=utf-8"),
        ["/overlay.js"] = ("overlay.js", "text/javascript; charset=utf-8"),
        ["/exhibits.js"] = ("exhibits.js", "text/javascript; charset=utf-8"),
        ["/playback.js"] = ("playback.js", "text/javascript; charset=utf-8"),
        ["/style.css"] = ("style.css", "text/css; charset=utf-8"),
        ["/app.js"] = ("app.js", "text/javascript; charset=utf-8"),
        ["/town.js"] = ("town.js", "text/javascript; charset=utf-8"),
        ["/charts.js"] = ("charts.js", "text/javascript; charset=utf-8"),
        ["/icons.js"] = ("icons.js", "text/javascript; charset=utf-8"),
        ["/plotting.js"] = ("plotting.js", "text/javascript; charset=utf-8"),
        ["/panels.js"] = ("panels.js", "text/javascript; charset=utf-8"),
        ["/socket.js"] = ("socket.js", "text/javascript; charset=utf-8"),
        ["/uplot.js"] = ("uplot.js", "text/javascript; charset=utf-8"),
        ["/uplot.css"] = ("uplot.css", "text/css; charset=utf-8"),
        ["/uplot.LICENSE.txt"] = ("uplot.LICENSE.txt", "text/plain; charset=utf-8"),
    };

    private static readonly Dictionary<string, PageFile> s_loaded = new(StringComparer.Ordinal);

    /// <summary>The file at a path, or null.</summary>
    public static PageFile? Find(string path)
    {
        if (!s_files.TryGetValue(path, out (string Resource, string Type) file))
        {
            return null;
        }

        lock (s_loaded)
        {
            if (!s_loaded.TryGetValue(path, out PageFile? loaded))
            {
                loaded = Load(file.Resource, file.Type);
                s_loaded.Add(path, loaded);
            }

            return loaded;
        }
    }

    private static PageFile Load(string resource, string type)
    {
        using Stream stream = typeof(PageFiles).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly lacks its file '{resource}'.");
        using var plain = new MemoryStream();
        stream.CopyTo(plain);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(plain.GetBuffer(), 0, (int)plain.Length);
        }

        string tag = $"\"{Convert.ToHexString(SHA256.HashData(plain.ToArray()))[..16]}\"";
        return new PageFile(type, tag, plain.ToArray(), packed.ToArray());
    }
}
