using System.Globalization;
using Hamlet.Formats.Safetensors;
using Hamlet.State;

namespace Hamlet.Training.Checkpoints;

/// <summary>
/// A <see cref="StateTree"/> as one safetensors file, which Python reads as it is. Every array is a tensor whose name is its path
/// (<c>agents/agent_0/algorithm/online/trunk.0.weight</c>), with its shape. The metadata holds the rest as texts: each node's version under
/// its path with a slash at the end (<c>agents/</c>, the root is <c>/</c>), each single value under its path as <c>int 3</c>,
/// <c>real 0.5</c>, <c>switch true</c> or <c>text ...</c>, and the version of all this under <c>@format</c>. In a name, <c>/</c>,
/// <c>%</c> and <c>@</c> are written as in an URL.
/// </summary>
internal static class StateFile
{
    private const string FormatKey = "@format";
    private const string Format = "hamlet-state 1";
    private const string Root = "/";

    /// <summary>Writes a tree. The arrays are read while this goes on and must not change.</summary>
    public static void Write(StateTree tree, Stream stream)
    {
        var writer = new SafetensorsWriter();
        writer.AddMetadata(FormatKey, Format);
        AddNode(writer, tree, Root, "");
        writer.WriteTo(stream);
    }

    /// <summary>Reads a tree. What it allocates is in proportion to the file.</summary>
    /// <exception cref="InvalidDataException">It is none, or a damaged one.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static StateTree Read(string path)
    {
        using SafetensorsFile file = SafetensorsFile.Open(path);
        return Read(file, path);
    }

    /// <summary>Reads a tree from a stream, whose name is for errors.</summary>
    /// <exception cref="InvalidDataException">It is none, or a damaged one.</exception>
    public static StateTree Read(Stream stream, string name)
    {
        using var file = new SafetensorsFile(stream, name);
        return Read(file, name);
    }

    private static StateTree Read(SafetensorsFile file, string name)
    {
        if (!file.Metadata.TryGetValue(FormatKey, out string? format) || format != Format)
        {
            throw new InvalidDataException($"{name}: it is no state of the format '{Format}'");
        }

        try
        {
            Dictionary<string, StateTree> nodes = Nodes(file.Metadata);
            foreach ((string key, string text) in file.Metadata)
            {
                if (key != FormatKey && key[^1] != '/')
                {
                    (StateTree node, string own) = Place(nodes, key);
                    node.Values.Add(own, Value(key, text));
                }
            }

            foreach (TensorInfo tensor in file.Tensors.Values)
            {
                ReadTensor(file, nodes, tensor);
            }

            return nodes[Root];
        }
        catch (ArgumentException e)
        {
            // Two spellings of one name.
            throw new InvalidDataException($"{name}: a name is there twice", e);
        }
        catch (InvalidDataException e) when (!e.Message.StartsWith(name, StringComparison.Ordinal))
        {
            throw new InvalidDataException($"{name}: {e.Message}", e);
        }
    }

    private static void AddNode(SafetensorsWriter writer, StateTree tree, string key, string prefix)
    {
        writer.AddMetadata(key, tree.Version.ToString(CultureInfo.InvariantCulture));
        foreach ((string name, object value) in tree.Values)
        {
            string path = prefix + Escape(name);
            int[] shape = tree.Shapes.TryGetValue(name, out IReadOnlyList<int>? dimensions) ? [.. dimensions] : [];
            switch (value)
            {
                case float[] array: writer.Add<float>(path, array, shape); break;
                case double[] array: writer.Add<double>(path, array, shape); break;
                case int[] array: writer.Add<int>(path, array, shape); break;
                // The runtime takes the one for the other.
                case long[] array when value.GetType() == typeof(long[]): writer.Add<long>(path, array, shape); break;
                case ulong[] array: writer.Add<ulong>(path, array, shape); break;
                case byte[] array: writer.Add<byte>(path, array, shape); break;
                default: writer.AddMetadata(path, Text(path, value)); break;
            }
        }

        foreach ((string name, StateTree child) in tree.Children)
        {
            string path = prefix + Escape(name) + "/";
            AddNode(writer, child, path, path);
        }
    }

    // R gives back every finite number and -0 bit for bit; of NaN there is one.
    private static string Text(string path, object value) => value switch
    {
        long number => $"int {number.ToString(CultureInfo.InvariantCulture)}",
        double number => $"real {number.ToString("R", CultureInfo.InvariantCulture)}",
        bool on => on ? "switch true" : "switch false",
        string text => $"text {text}",
        _ => throw new ArgumentException($"'{path}' is a {value.GetType().Name}, which has no place in a state.", nameof(value)),
    };

    private static object Value(string key, string text)
    {
        int space = text.IndexOf(' ', StringComparison.Ordinal);
        string value = text[(space + 1)..];
        switch (space < 0 ? "" : text[..space])
        {
            case "int" when long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number):
                return number;
            case "real" when double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number):
                return number;
            case "switch" when value is "true" or "false":
                return value == "true";
            case "text":
                return value;
            default:
                throw new InvalidDataException($"'{key}' is no value");
        }
    }

    private static Dictionary<string, StateTree> Nodes(IReadOnlyDictionary<string, string> metadata)
    {
        var nodes = new Dictionary<string, StateTree>(StringComparer.Ordinal) { [Root] = new() };
        foreach ((string key, string text) in metadata)
        {
            if (key.Length == 0)
            {
                throw new InvalidDataException("a name is empty");
            }

            if (key[^1] != '/')
            {
                continue;
            }

            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int version) || version < 1)
            {
                throw new InvalidDataException($"'{key}' has the version '{text}'");
            }

            StateTree node = nodes[Root];
            if (key != Root)
            {
                (StateTree parent, string own) = Place(nodes, key[..^1]);
                node = new StateTree();
                parent.Children.Add(own, node);
                nodes.Add(key, node);
            }

            node.Version = version;
        }

        return nodes;
    }

    private static (StateTree Node, string Name) Place(Dictionary<string, StateTree> nodes, string path)
    {
        int slash = path.LastIndexOf('/');
        string parent = slash < 0 ? Root : path[..(slash + 1)];
        return nodes.TryGetValue(parent, out StateTree? node)
            ? (node, Uri.UnescapeDataString(path[(slash + 1)..]))
            : throw new InvalidDataException($"'{path}' belongs to nothing");
    }

    private static void ReadTensor(SafetensorsFile file, Dictionary<string, StateTree> nodes, TensorInfo tensor)
    {
        (StateTree node, string name) = Place(nodes, tensor.Name);
        node.Values.Add(name, tensor.Type switch
        {
            TensorType.F32 => file.Read<float>(tensor.Name),
            TensorType.F64 => file.Read<double>(tensor.Name),
            TensorType.I32 => file.Read<int>(tensor.Name),
            TensorType.I64 => file.Read<long>(tensor.Name),
            TensorType.U64 => file.Read<ulong>(tensor.Name),
            TensorType.U8 => file.Read<byte>(tensor.Name),
            _ => throw new InvalidDataException($"'{tensor.Name}' is of the type {tensor.Type.Name()}, which no state has"),
        });
        if (tensor.Shape.Count > 1)
        {
            node.Shapes.Add(name, [.. tensor.Shape.Select(static d => (int)Math.Min(d, int.MaxValue))]);
        }
    }

    private static string Escape(string name) => name == "__metadata__"
        ? "%5F_metadata__"
        : name.Replace("%", "%25", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal).Replace("@", "%40", StringComparison.Ordinal);
}
