namespace Hamlet.State;

/// <summary>
/// A saved state as data: a version, named values and named children, in the order in which they were written. A value is a
/// <c>long</c>, a <c>double</c>, a <c>string</c>, a <c>bool</c>, or an array of <c>byte</c>, <c>int</c>, <c>long</c>, <c>ulong</c>,
/// <c>float</c> or <c>double</c>. File formats store exactly this.
/// </summary>
public sealed class StateTree
{
    /// <summary>The version of the fields, counted from 1.</summary>
    public int Version { get; internal set; } = 1;

    /// <summary>The values by name.</summary>
    public OrderedDictionary<string, object> Values { get; } = new(StringComparer.Ordinal);

    /// <summary>The dimensions of those arrays that have several, the slowest first. Only who looks at a file asks for them.</summary>
    public Dictionary<string, IReadOnlyList<int>> Shapes { get; } = new(StringComparer.Ordinal);

    /// <summary>The children by name.</summary>
    public OrderedDictionary<string, StateTree> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>The state of an object.</summary>
    /// <param name="stateful">The object.</param>
    /// <param name="replay">Whether with what agents have collected to learn from (<see cref="StateWriter.KeepsReplay"/>).</param>
    public static StateTree Save(IStateful stateful, bool replay = true)
    {
        var tree = new StateTree();
        stateful.SaveState(new StateWriter(tree, replay));
        return tree;
    }

    /// <summary>Brings an object into this state.</summary>
    /// <exception cref="StateException">The state does not fit the object.</exception>
    public void Load(IStateful stateful) => stateful.LoadState(new StateReader(this, ""));
}
