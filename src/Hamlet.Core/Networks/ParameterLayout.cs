using Hamlet.Configuration;

namespace Hamlet.Networks;

/// <summary>
/// The parameters that every backend makes of a <see cref="NetworkSpec"/>: their names, shapes and order. They are
/// <c>trunk.0.weight</c>, <c>trunk.0.bias</c>, ..., with a recurrent layer PyTorch's <c>recurrent.weight_ih</c> [gates * size, inputs],
/// <c>recurrent.weight_hh</c> [gates * size, size], <c>recurrent.bias_ih</c> and <c>recurrent.bias_hh</c>, then for each head <c>NAME.weight</c> and <c>NAME.bias</c>, or with
/// <see cref="HeadKind.Dueling"/> <c>NAME.value.weight</c>, <c>NAME.value.bias</c>, <c>NAME.advantage.weight</c>,
/// <c>NAME.advantage.bias</c>, or with <see cref="HeadKind.StateIndependent"/> <c>NAME</c> alone.
/// </summary>
public static class ParameterLayout
{
    /// <summary>
    /// The greatest number of parameters of a network, half a gigabyte: training keeps four such vectors and more, and each layer's place in them is
    /// an <c>int</c>.
    /// </summary>
    public const int MaxParameters = 1 << 27;

    /// <summary>The slices of a network's parameter vector, in order and without gaps.</summary>
    /// <exception cref="ConfigException">There would be more than <see cref="MaxParameters"/>.</exception>
    /// <exception cref="ArgumentException">The spec has no inputs, no head, an empty layer or two heads of one name.</exception>
    public static IReadOnlyList<ParameterSlice> Create(NetworkSpec spec)
    {
        Check(spec);
        var slices = new List<ParameterSlice>();
        long count = 0;
        foreach ((string name, int[] shape) in Shapes(spec))
        {
            slices.Add(new ParameterSlice(name, shape, (int)Math.Min(count, int.MaxValue)));
            count += shape.Aggregate(1L, static (a, b) => a * b);
        }

        // The options are each in range and their product is not: that is the user's to change, wherever the network was asked for.
        return count <= MaxParameters ? slices : throw new ConfigException(spec.Trunk.Span, FormattableString.Invariant(
            $"the network would have {count:N0} parameters, {MaxParameters:N0} are possible: make 'hidden' or 'recurrent_size' smaller"));
    }

    private static IEnumerable<(string Name, int[] Shape)> Shapes(NetworkSpec spec)
    {
        int inputs = spec.Inputs;
        IEnumerable<(string, int[])> shapes = [];
        for (int i = 0; i < spec.Trunk.Hidden.Count; i++)
        {
            shapes = shapes.Concat(Linear($"trunk.{i}", spec.Trunk.Hidden[i], inputs));
            inputs = spec.Trunk.Hidden[i];
        }

        if (spec.Trunk.Recurrent != Recurrence.None)
        {
            shapes = shapes.Concat(Recurrent(spec.Trunk, inputs));
            inputs = spec.Trunk.RecurrentSize;
        }

        return shapes.Concat(spec.Heads.SelectMany(head => Head(head, inputs)));
    }

    private static (string Name, int[] Shape)[] Head(HeadSpec head, int inputs) => head.Kind switch
    {
        HeadKind.Linear => Linear(head.Name, head.Width, inputs),
        HeadKind.Dueling => [.. Linear($"{head.Name}.value", 1, inputs), .. Linear($"{head.Name}.advantage", head.Width, inputs)],
        HeadKind.StateIndependent => [(head.Name, [head.Width])],
        HeadKind.Features => [],
        _ => throw new ArgumentException($"Head '{head.Name}' is of an unknown kind {head.Kind}.", nameof(head)),
    };

    private static (string Name, int[] Shape)[] Recurrent(NetworkOptions trunk, int inputs)
    {
        int outputs = checked(trunk.Recurrent.Gates() * trunk.RecurrentSize);
        return
        [
            ("recurrent.weight_ih", [outputs, inputs]),
            ("recurrent.weight_hh", [outputs, trunk.RecurrentSize]),
            ("recurrent.bias_ih", [outputs]),
            ("recurrent.bias_hh", [outputs]),
        ];
    }

    private static (string Name, int[] Shape)[] Linear(string name, int outputs, int inputs) =>
        [($"{name}.weight", [outputs, inputs]), ($"{name}.bias", [outputs])];

    private static void Check(NetworkSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Inputs < 1 || spec.Trunk.Hidden.Any(static width => width < 1) || spec.Trunk.RecurrentSize < 1)
        {
            throw new ArgumentException("A network needs at least one input and no layer may be empty.", nameof(spec));
        }

        if (spec.Heads.Count == 0 || spec.Heads.Any(static head => head.Width < 1 || head.Name.Length == 0))
        {
            throw new ArgumentException("A network needs at least one head, and each head a name and a width.", nameof(spec));
        }

        if (spec.Heads.Any(head => head.Kind == HeadKind.Features && head.Width != spec.FeatureCount)
            || spec.Heads.All(static head => head.Kind == HeadKind.Features))
        {
            throw new ArgumentException("A head of features is as wide as they are, and not the only one.", nameof(spec));
        }

        if (spec.Heads.DistinctBy(static head => head.Name, StringComparer.Ordinal).Count() != spec.Heads.Count)
        {
            throw new ArgumentException("Two heads of a network have the same name.", nameof(spec));
        }
    }
}
