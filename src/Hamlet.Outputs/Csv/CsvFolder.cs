using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Hamlet.Outputs.Csv;

/// <summary>
/// The directory of the files. Beside every <c>NAME.csv</c> stands <c>NAME.schema.json</c> with the version of the layout and what each
/// column means: a CSV file itself has no place for that.
/// </summary>
internal sealed class CsvFolder(string path)
{
    /// <summary>The version of the layout of all files.</summary>
    public const int Version = 1;

    private const string SchemaEnding = ".schema.json";

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>
    /// Opens the file of a table, to go on with it if it is of the same type of record and has the same columns and version; else, or if another
    /// record of this run has the name, <c>NAME-2.csv</c> and so on.
    /// </summary>
    public CsvFile Open(string name, string type, IReadOnlyList<CsvColumn> columns)
    {
        Directory.CreateDirectory(path);
        byte[] header = Header(columns);
        string free = Safe(name);
        for (int i = 2; !IsFree(free, type, header); i++)
        {
            free = $"{Safe(name)}-{i}";
        }

        // The description comes first: without one a file is nobody's, and would never be gone on with.
        Describe(Path.Combine(path, free + SchemaEnding), Schema(name, type, columns));
        CsvFile file = CsvFile.Open(Path.Combine(path, free + ".csv"));
        if (file.Length == 0)
        {
            file.Rows.Raw(header);
        }

        _taken.Add(free);
        return file;
    }

    /// <summary>The names of the files that there are, of earlier processes too.</summary>
    public IEnumerable<string> Files() => Directory.GetFiles(path, "*" + SchemaEnding)
        .Select(static schema => Path.GetFileName(schema)[..^SchemaEnding.Length] + ".csv")
        .Where(file => File.Exists(Path.Combine(path, file)))
        .Order(StringComparer.Ordinal);

    /// <summary>How many bytes a file has.</summary>
    public long LengthOf(string file) => new FileInfo(Path.Combine(path, file)).Length;

    /// <summary>Cuts the files back to the lengths of a state; those that came after it are deleted.</summary>
    /// <exception cref="IOException">A file is missing, or shorter than the state says.</exception>
    public void CutBack(IReadOnlyDictionary<string, long> lengths)
    {
        _taken.Clear();
        foreach ((string file, long length) in lengths)
        {
            using FileStream stream = new(Path.Combine(path, file), FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
            if (stream.Length < length)
            {
                throw new IOException($"'{stream.Name}' has {stream.Length} bytes; the state to go on from was saved when it had {length}.");
            }

            stream.SetLength(length);
        }

        if (!Directory.Exists(path))
        {
            return;
        }

        foreach (string schema in Directory.GetFiles(path, "*" + SchemaEnding))
        {
            string file = Path.GetFileName(schema)[..^SchemaEnding.Length] + ".csv";
            if (!lengths.ContainsKey(file))
            {
                File.Delete(Path.Combine(path, file));
                File.Delete(schema);
            }
        }
    }

    // Whole or not at all, and what is there already stays: a process may be killed at any time, and the file is then gone on with by this.
    private static void Describe(string file, byte[] schema)
    {
        if (!File.Exists(file) || !File.ReadAllBytes(file).AsSpan().SequenceEqual(schema))
        {
            string aside = file + ".new";
            File.WriteAllBytes(aside, schema);
            File.Move(aside, file, overwrite: true);
        }
    }

    private bool IsFree(string name, string type, byte[] header)
    {
        if (_taken.Contains(name))
        {
            return false;
        }

        string file = Path.Combine(path, name + ".csv");
        return !File.Exists(file) || (IsOf(type, Path.Combine(path, name + SchemaEnding)) && StartsWith(file, header));
    }

    private static bool StartsWith(string file, byte[] header)
    {
        using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        byte[] start = new byte[header.Length];
        int read = stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return read == 0 || start.AsSpan(0, read).SequenceEqual(header);
    }

    private static bool IsOf(string type, string schema)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(schema));
            return document.RootElement.GetProperty("version").GetInt32() == Version && document.RootElement.GetProperty("type").GetString() == type;
        }
        catch (Exception e) when (e is IOException or JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    private static byte[] Header(IReadOnlyList<CsvColumn> columns)
    {
        var buffer = new CsvBuffer();
        for (int i = 0; i < columns.Count; i++)
        {
            if (i > 0)
            {
                buffer.Comma();
            }

            buffer.Text(Encoding.UTF8.GetBytes(columns[i].Name));
        }

        buffer.EndRow();
        return buffer.Bytes.ToArray();
    }

    private static byte[] Schema(string record, string type, IReadOnlyList<CsvColumn> columns)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("table", record);
            json.WriteString("type", type);
            json.WriteStartArray("columns");
            foreach (CsvColumn column in columns)
            {
                json.WriteStartObject();
                json.WriteString("name", column.Name);
                json.WriteString("tag", column.Tag);
                json.WriteString("unit", column.Unit);
                json.WriteString("description", column.Description);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return bytes.WrittenSpan.ToArray();
    }

    // A record may be called what no file can be on some system.
    private static string Safe(string name) =>
        string.Concat(name.Select(static c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c));
}
