namespace Hamlet.State;

/// <summary>Collects the fields of one object into a <see cref="StateTree"/>; arrays are copied.</summary>
public sealed class StateWriter
{
    private readonly StateTree _tree;

    /// <summary>Writes into a tree.</summary>
    /// <param name="tree">The tree.</param>
    /// <param name="keepsReplay">What <see cref="KeepsReplay"/> says.</param>
    public StateWriter(StateTree tree, bool keepsReplay = true)
    {
        _tree = tree;
        KeepsReplay = keepsReplay;
    }

    /// <summary>
    /// Whether to write what an agent has collected to learn from, too, such as replay. It may be most of a state, and an agent can go on
    /// without it, but not to the same bits: a user may do without. The writer of such a thing then writes it as empty.
    /// </summary>
    public bool KeepsReplay { get; }

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

    /// <summary>Writes an array of several dimensions.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">Its values, row-major.</param>
    /// <param name="shape">Its dimensions, the slowest first.</param>
    public void Write<T>(string name, ReadOnlySpan<T> values, IReadOnlyList<int> shape)
        where T : unmanaged
    {
        Write(name, values);
        _tree.Shapes.Add(name, shape);
    }

    /// <summary>Writes an array of switches as bytes.</summary>
    public void Write(string name, ReadOnlySpan<bool> values) =>
        _tree.Values.Add(name, System.Runtime.InteropServices.MemoryMarshal.AsBytes(values).ToArray());

    /// <summary>Writes a part that has a state of its own.</summary>
    public void Write(string name, IStateful part) => _tree.Children.Add(name, StateTree.Save(part, KeepsReplay));
}
