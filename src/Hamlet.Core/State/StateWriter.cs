namespace Hamlet.State;

/// <summary>Collects the fields of one object into a <see cref="StateTree"/>; arrays are copied.</summary>
public sealed class StateWriter
{
    private readonly StateTree _tree;

    /// <summary>Writes into a tree.</summary>
    public StateWriter(StateTree tree) => _tree = tree;

    /// <summary>Says which version of the fields follows; 1 if never called.</summary>
    public void Version(int version) => _tree.Version = version;

    /// <summary>Writes a whole number.</summary>
    public void Write(string name, long value) => _tree.Values.Add(name, value);

    /// <summary>Writes a number.</summary>
    public void Write(string name, double value) => _tree.Values.Add(name, value);

    /// <summary>Writes a switch.</summary>
    public void Write(string name, bool value) => _tree.Values.Add(name, value);

    /// <summary>Writes a text.</summary>
    public void Write(string name, string value) => _tree.Values.Add(name, value);

    /// <summary>Writes an array of <c>byte</c>, <c>int</c>, <c>long</c>, <c>ulong</c>, <c>float</c> or <c>double</c>.</summary>
    public void Write<T>(string name, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(int) && typeof(T) != typeof(long)
            && typeof(T) != typeof(ulong) && typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new ArgumentException($"An array of {typeof(T).Name} has no place in a state.", nameof(values));
        }

        _tree.Values.Add(name, values.ToArray());
    }

    /// <summary>Writes an array of switches as bytes.</summary>
    public void Write(string name, ReadOnlySpan<bool> values) =>
        _tree.Values.Add(name, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Writes a part that has a state of its own.</summary>
    public void Write(string name, IStateful part) => _tree.Children.Add(name, StateTree.Save(part));
}
