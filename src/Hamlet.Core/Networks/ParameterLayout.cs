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
        CheckCount(spec);
        var slices = new List<ParameterSlice>();
        int inputs = spec.Inputs;
        for (int i = 0; i < spec.Trunk.Hidden.Count; i++)
        {
            AddLinear(slices, $"trunk.{i}", spec.Trunk.Hidden[i], inputs);
            inputs = spec.Trunk.Hidden[i];
        }

        if (spec.Trunk.Recurrent != Recurrence.None)
        {
            AddRecurrent(slices, spec.Trunk, inputs);
            inputs = spec.Trunk.RecurrentSize;
        }

        foreach (HeadSpec head in spec.Heads)
        {
            switch (head.Kind)
            {
                case HeadKind.Linear:
                    AddLinear(slices, head.Name, head.Width, inputs);
                    break;
                case HeadKind.Dueling:
                    AddLinear(slices, $"{head.Name}.value", 1, inputs);
                    AddLinear(slices, $"{head.Name}.advantage", head.Width, inputs);
                    break;
                case HeadKind.StateIndependent:
                    Add(slices, head.Name, [head.Width]);
                    break;
                case HeadKind.Features:
                    break;
                default:
                    throw new ArgumentException($"Head '{head.Name}' is of an unknown kind {head.Kind}.", nameof(spec));
            }
        }

        return slices;
    }

    private static void AddRecurrent(List<ParameterSlice> slices, NetworkOptions trunk, int inputs)
    {
        int outputs = checked(trunk.Recurrent.Gates() * trunk.RecurrentSize);
        Add(slices, "recurrent.weight_ih", [outputs, inputs]);
        Add(slices, "recurrent.weight_hh", [outputs, trunk.RecurrentSize]);
        Add(slices, "recurrent.bias_ih", [outputs]);
        Add(slices, "recurrent.bias_hh", [outputs]);
    }

    private static void AddLinear(List<ParameterSlice> slices, string name, int outputs, int inputs)
    {
        Add(slices, $"{name}.weight", [outputs, inputs]);
        Add(slices, $"{name}.bias", [outputs]);
    }

    private static void Add(List<ParameterSlice> slices, string name, IReadOnlyList<int> shape)
    {
        int offset = slices.Count == 0 ? 0 : checked(slices[^1].Offset + slices[^1].Length);
        slices.Add(new ParameterSlice(name, shape, offset));
    }

    // The options are each in range and their product is not: that is the user's to change, wherever the network was asked for.
    private static void CheckCount(NetworkSpec spec)
    {
        long count = 0;
        long inputs = spec.Inputs;
        foreach (int width in spec.Trunk.Hidden)
        {
            count += (inputs + 1) * width;
            inputs = width;
        }

        if (spec.Trunk.Recurrent != Recurrence.None)
        {
            long size = spec.Trunk.RecurrentSize;
            count += spec.Trunk.Recurrent.Gates() * size * (inputs + size + 2);
            inputs = size;
        }

        count += spec.Heads.Sum(head => head.Kind switch
        {
            HeadKind.Linear => (inputs + 1) * head.Width,
            HeadKind.Dueling => (inputs + 1) * (head.Width + 1L),
            HeadKind.StateIndependent => head.Width,
            _ => 0,
        });
        if (count > MaxParameters)
        {
            throw new ConfigException(spec.Trunk.Span, FormattableString.Invariant(
                $"the network would have {count:N0} parameters, {MaxParameters:N0} are possible: make 'hidden' or 'recurrent_size' smaller"));
        }
    }

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
