using System.Globalization;
using Hamlet.Configuration;
using Hamlet.Formats.Safetensors;
using Hamlet.State;

namespace Hamlet.Formats.Policies;

/// <summary>
/// A small saved state within a policy file: its arrays are tensors, named by their path; its single values stand in the document, a number
/// that is no whole one as <c>{ "real": 0.5 }</c> and an array as <c>{ "tensor": "wrappers.0.mean" }</c>.
/// </summary>
internal static class StateDocument
{
    private const string VersionKey = "version";
    private const string ValuesKey = "values";
    private const string ChildrenKey = "children";
    private const string RealKey = "real";
    private const string TensorKey = "tensor";

    /// <summary>Writes a state.</summary>
    /// <param name="tree">The state.</param>
    /// <param name="prefix">What the names of its tensors begin with.</param>
    /// <param name="writer">Receives the tensors.</param>
    public static ConfigMap Write(StateTree tree, string prefix, SafetensorsWriter writer)
    {
        var values = ConfigMap.Empty(default);
        foreach ((string name, object value) in tree.Values)
        {
            values = values.With(name, Write(value, $"{prefix}.{name}", writer));
        }

        var children = ConfigMap.Empty(default);
        foreach ((string name, StateTree child) in tree.Children)
        {
            children = children.With(name, Write(child, $"{prefix}.{name}", writer));
        }

        return ConfigMap.Empty(default).With(VersionKey, Number(tree.Version)).With(ValuesKey, values).With(ChildrenKey, children);
    }

    private static ConfigNode Write(object value, string name, SafetensorsWriter writer)
    {
        switch (value)
        {
            case long number: return Number(number);
            case bool on: return new ConfigScalar(on ? "true" : "false", default);
            case string text: return new ConfigScalar(text, default, quoted: true);
            case double real: return Single(RealKey, new ConfigScalar(real.ToString("R", CultureInfo.InvariantCulture), default, quoted: true));
            case float[] array: writer.Add<float>(name, array); break;
            case double[] array: writer.Add<double>(name, array); break;
            case int[] array: writer.Add<int>(name, array); break;
            case long[] array: writer.Add<long>(name, array); break;
            case ulong[] array: writer.Add<ulong>(name, array); break;
            case byte[] array: writer.Add<byte>(name, array); break;
            default: throw new ArgumentException($"'{name}' is a {value.GetType().Name}, which has no place in a state.", nameof(value));
        }

        return Single(TensorKey, new ConfigScalar(name, default, quoted: true));
    }

    /// <summary>Reads a state.</summary>
    /// <param name="map">What the document says of it.</param>
    /// <param name="file">The file with its tensors.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static StateTree Read(ConfigMap map, SafetensorsFile file)
    {
        var tree = new StateTree();
        var writer = new StateWriter(tree);
        writer.Version((int)Math.Clamp(Whole(Entry(map, VersionKey)), 1, int.MaxValue));
        foreach (ConfigEntry entry in Map(Entry(map, ValuesKey)).Entries)
        {
            tree.Values.Add(entry.Key, Value(entry.Value, file));
        }

        foreach (ConfigEntry entry in Map(Entry(map, ChildrenKey)).Entries)
        {
            tree.Children.Add(entry.Key, Read(Map(entry.Value), file));
        }

        return tree;
    }

    private static object Value(ConfigNode node, SafetensorsFile file) => node switch
    {
        ConfigScalar { Quoted: false, Text: "true" or "false" } on => on.Text == "true",
        ConfigScalar { Quoted: false } number => Whole(number),
        ConfigScalar text => text.Text,
        ConfigMap map when map.TryGet(RealKey, out ConfigEntry? real) && real.Value is ConfigScalar { Text: var text } =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : throw Damaged(),
        ConfigMap map when map.TryGet(TensorKey, out ConfigEntry? tensor) && tensor.Value is ConfigScalar { Text: var name } => file.Tensor(name).Type switch
        {
            TensorType.F32 => file.Read<float>(name),
            TensorType.F64 => file.Read<double>(name),
            TensorType.I32 => file.Read<int>(name),
            TensorType.I64 => file.Read<long>(name),
            TensorType.U64 => file.Read<ulong>(name),
            TensorType.U8 => file.Read<byte>(name),
            _ => throw Damaged(),
        },
        _ => throw Damaged(),
    };

    private static ConfigScalar Number(long number) => new(number.ToString(CultureInfo.InvariantCulture), default);

    private static ConfigMap Single(string key, ConfigNode value) => ConfigMap.Empty(default).With(key, value);

    private static ConfigNode Entry(ConfigMap map, string key) => map.TryGet(key, out ConfigEntry? entry) ? entry.Value : throw Damaged();

    private static ConfigMap Map(ConfigNode node) => node as ConfigMap ?? throw Damaged();

    private static long Whole(ConfigNode node) =>
        node is ConfigScalar { Quoted: false } scalar && long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number)
            ? number
            : throw Damaged();

    private static InvalidDataException Damaged() => new("what it says of a wrapper's state is damaged");
}
