using Hamlet.Networks;

namespace Hamlet.Numerics;

/// <summary>
/// How the parameters of a network lie in memory, and where each one of the logical vector (<see cref="ParameterLayout"/>) is. All heads
/// that follow from the trunk are one joint layer side by side: a policy of 2 and a value of 1 fill one padded vector, not two.
/// </summary>
internal sealed class NetworkLayout
{
    // The norm sums 64 lanes at a time.
    private const int CountPadding = 64;
    private readonly int[] _positions;

    /// <summary>Lays a network out.</summary>
    public NetworkLayout(NetworkSpec spec)
    {
        Spec = spec;
        Slices = ParameterLayout.Create(spec);
        Recurrent = spec.Trunk.Recurrent == Recurrence.None
            ? null
            : new RecurrentLayout(spec.Trunk.Recurrent, spec.Trunk.RecurrentSize, spec.Trunk.Hidden.Count);
        Layers = LayOut(spec, Recurrent);
        int end = Layers.Length == 0 ? 0 : Layers[^1].End;
        Heads = new HeadLayout[spec.Heads.Count];
        int column = 0;
        for (int i = 0; i < Heads.Length; i++)
        {
            HeadSpec head = spec.Heads[i];
            bool independent = head.Kind == HeadKind.StateIndependent;
            Heads[i] = new HeadLayout(head, independent ? end : head.Kind == HeadKind.Features ? 0 : column);
            column += HeadLayout.Columns(head);
            end += independent ? Panels.Pad(head.Width) : 0;
        }

        HasJoint = column > 0;
        VectorLength = checked(end + CountPadding - 1) / CountPadding * CountPadding;
        _positions = Place();
        Work = Layers.Sum(static layer => layer.Work);
        WorkBelow = Layers.Take(LayersBelow).Sum(static layer => layer.Work);
        WorkOfTime = Recurrent is null ? 0 : Layers[Recurrent.StateLayer].Work;
    }

    /// <summary>What it was made from.</summary>
    public NetworkSpec Spec { get; }

    /// <summary>The logical vector.</summary>
    public IReadOnlyList<ParameterSlice> Slices { get; }

    /// <summary>
    /// The layers of the trunk, then with <see cref="Recurrent"/> its two, then with <see cref="HasJoint"/> the joint layer of the heads.
    /// </summary>
    public LayerLayout[] Layers { get; }

    /// <summary>The recurrent layer, if there is one.</summary>
    public RecurrentLayout? Recurrent { get; }

    /// <summary>How many layers a row passes before the recurrent layer looks at time, or before the heads.</summary>
    public int LayersBelow => Recurrent is null ? Spec.Trunk.Hidden.Count : Recurrent.StateLayer;

    /// <summary>Whether any head follows from the trunk.</summary>
    public bool HasJoint { get; }

    /// <summary>The multiplications and additions of one row through all layers.</summary>
    public double Work { get; }

    /// <summary>Of these, what comes before the recurrent layer looks at time.</summary>
    public double WorkBelow { get; }

    /// <summary>Of these, what the state of the recurrent layer costs.</summary>
    public double WorkOfTime { get; }

    /// <summary>Of these, what the heads cost.</summary>
    public double WorkOfHeads => Work - WorkBelow - WorkOfTime;

    /// <summary>The heads in the order of the spec.</summary>
    public HeadLayout[] Heads { get; }

    /// <summary>The length of the logical vector.</summary>
    public int ParameterCount => _positions.Length;

    /// <summary>The length of the vector in memory, padding included.</summary>
    public int VectorLength { get; }

    /// <summary>Copies a vector out of memory into logical order.</summary>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void Export(ReadOnlySpan<float> vector, Span<float> destination)
    {
        CheckLength(destination.Length);
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = vector[_positions[i]];
        }
    }

    /// <summary>Copies a vector in logical order into memory.</summary>
    /// <exception cref="ArgumentException">The source has another length.</exception>
    public void Import(ReadOnlySpan<float> source, Span<float> vector)
    {
        CheckLength(source.Length);
        for (int i = 0; i < source.Length; i++)
        {
            vector[_positions[i]] = source[i];
        }
    }

    /// <summary>Whether vectors of the other layout mean the same parameters.</summary>
    public bool IsSameAs(NetworkLayout other)
    {
        if (ReferenceEquals(this, other))
        {
            return true;
        }

        bool same = Layers.Length == other.Layers.Length && Heads.Length == other.Heads.Length
            && Recurrent == other.Recurrent && Spec.Trunk.Activation == other.Spec.Trunk.Activation;
        for (int i = 0; same && i < Layers.Length; i++)
        {
            same = Layers[i].Inputs == other.Layers[i].Inputs && Layers[i].Outputs == other.Layers[i].Outputs;
        }

        for (int i = 0; same && i < Heads.Length; i++)
        {
            (HeadSpec mine, HeadSpec theirs) = (Heads[i].Spec, other.Heads[i].Spec);
            same = mine.Name == theirs.Name && mine.Width == theirs.Width && mine.Kind == theirs.Kind;
        }

        return same;
    }

    private static LayerLayout[] LayOut(NetworkSpec spec, RecurrentLayout? recurrent)
    {
        var layers = new List<LayerLayout>();
        int inputs = spec.Inputs;
        foreach (int outputs in spec.Trunk.Hidden)
        {
            Add(outputs);
            inputs = outputs;
        }

        if (recurrent is not null)
        {
            Add(recurrent.Outputs);
            inputs = recurrent.Size;
            Add(recurrent.Outputs);
        }

        int joint = spec.Heads.Sum(HeadLayout.Columns);
        if (joint > 0)
        {
            Add(joint);
        }

        return [.. layers];

        void Add(int outputs) => layers.Add(new LayerLayout(inputs, outputs, layers.Count == 0 ? 0 : layers[^1].End));
    }

    private int[] Place()
    {
        var positions = new List<int>(Slices[^1].Offset + Slices[^1].Length);
        for (int i = 0; i < Spec.Trunk.Hidden.Count; i++)
        {
            Place(positions, Layers[i], 0, Layers[i].Outputs);
        }

        if (Recurrent is not null)
        {
            Place(positions, Recurrent);
        }

        foreach (HeadLayout head in Heads)
        {
            switch (head.Spec.Kind)
            {
                case HeadKind.StateIndependent:
                    positions.AddRange(Enumerable.Range(head.First, head.Spec.Width));
                    break;
                case HeadKind.Features:
                    break;
                case HeadKind.Dueling:
                    Place(positions, Layers[^1], head.First, 1);
                    Place(positions, Layers[^1], head.First + 1, head.Spec.Width);
                    break;
                default:
                    Place(positions, Layers[^1], head.First, head.Spec.Width);
                    break;
            }
        }

        return [.. positions];
    }

    // Both weights, then both biases, each gate by gate.
    private void Place(List<int> positions, RecurrentLayout recurrent)
    {
        LayerLayout[] both = [Layers[recurrent.InputLayer], Layers[recurrent.StateLayer]];
        foreach (LayerLayout layer in both)
        {
            for (int gate = 0; gate < recurrent.Kind.Gates(); gate++)
            {
                PlaceWeights(positions, layer, gate * recurrent.GateWidth, recurrent.Size);
            }
        }

        foreach (LayerLayout layer in both)
        {
            for (int gate = 0; gate < recurrent.Kind.Gates(); gate++)
            {
                positions.AddRange(Enumerable.Range(layer.Bias + (gate * recurrent.GateWidth), recurrent.Size));
            }
        }
    }

    private static void Place(List<int> positions, LayerLayout layer, int first, int outputs)
    {
        PlaceWeights(positions, layer, first, outputs);
        positions.AddRange(Enumerable.Range(layer.Bias + first, outputs));
    }

    private static void PlaceWeights(List<int> positions, LayerLayout layer, int first, int outputs)
    {
        for (int output = first; output < first + outputs; output++)
        {
            for (int input = 0; input < layer.Inputs; input++)
            {
                positions.Add(layer.Weights + Panels.Index(input, output, layer.Inputs, layer.Columns));
            }
        }
    }

    private void CheckLength(int length)
    {
        if (length != ParameterCount)
        {
            throw new ArgumentException($"The vector has {length} values, the network {ParameterCount}.");
        }
    }
}
