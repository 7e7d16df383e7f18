using System.Runtime.InteropServices;

namespace Hamlet.State;

/// <summary>Reads the fields of one object from a <see cref="StateTree"/>.</summary>
public sealed class StateReader
{
    private readonly StateTree _tree;
    private readonly string _path;

    internal StateReader(StateTree tree, string path)
    {
        _tree = tree;
        _path = path;
    }

    /// <summary>The version that the fields were written in.</summary>
    public int Version => _tree.Version;

    /// <summary>Whether there is a value or a part of this name.</summary>
    public bool Has(string name) => _tree.Values.ContainsKey(name) || _tree.Children.ContainsKey(name);

    /// <summary>Reads a whole number.</summary>
    public long ReadInt64(string name) => Value<long>(name);

    /// <summary>Reads a number.</summary>
    public double ReadDouble(string name) => Value<double>(name);

    /// <summary>Reads a switch.</summary>
    public bool ReadBoolean(string name) => Value<bool>(name);

    /// <summary>Reads a text.</summary>
    public string ReadText(string name) => Value<string>(name);

    /// <summary>Reads an array of any length.</summary>
    public ReadOnlySpan<T> ReadArray<T>(string name)
        where T : unmanaged => Value<T[]>(name);

    /// <summary>Reads an array that must have the length of the destination.</summary>
    public void Read<T>(string name, Span<T> destination)
        where T : unmanaged
    {
        T[] values = Value<T[]>(name);
        if (values.Length != destination.Length)
        {
            throw new StateException($"'{_path}{name}' has {values.Length} values, {destination.Length} are needed.");
        }

        values.CopyTo(destination);
    }

    /// <summary>Reads an array of switches that must have the length of the destination.</summary>
    public void Read(string name, Span<bool> destination)
    {
        byte[] bytes = Value<byte[]>(name);
        if (bytes.Length != destination.Length)
        {
            throw new StateException($"'{_path}{name}' has {bytes.Length} values, {destination.Length} are needed.");
        }

        for (int i = 0; i < bytes.Length; i++)
        {
            destination[i] = bytes[i] != 0;
        }
    }

    /// <summary>Reads a part into its object.</summary>
    public void Read(string name, IStateful part)
    {
        if (!_tree.Children.TryGetValue(name, out StateTree? child))
        {
            throw new StateException($"'{_path}{name}' is missing.");
        }

        part.LoadState(new StateReader(child, $"{_path}{name}/"));
    }

    private T Value<T>(string name)
    {
        if (!_tree.Values.TryGetValue(name, out object? value))
        {
            throw new StateException($"'{_path}{name}' is missing.");
        }

        return value is T typed ? typed : throw new StateException($"'{_path}{name}' is a {value.GetType().Name}, not a {typeof(T).Name}.");
    }
}
