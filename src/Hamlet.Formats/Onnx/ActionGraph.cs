using Hamlet.Environments;

namespace Hamlet.Formats.Onnx;

/// <summary>The operations from a head's values to the action.</summary>
internal sealed class ActionGraph(OnnxGraph graph, EnvironmentSpec environment)
{
    private const string Action = "action";

    /// <summary>Adds them.</summary>
    /// <param name="values">The head's values.</param>
    public void Add(string values)
    {
        switch (environment.Actions)
        {
            case ContinuousActions numbers:
                AddNumbers(numbers, values);
                break;
            case MultiDiscreteActions several:
                AddBranches(several, Allowed(values));
                break;
            case DiscreteActions one:
                graph.Output(new OnnxValue(Action, OnnxType.Int64, null, Names(one)));
                graph.Add("ArgMax", Action, [Allowed(values)], new OnnxAttribute("axis", 1), new OnnxAttribute("keepdims", 0));
                break;
        }
    }

    // Bounds by component, which Clip does not have.
    private void AddNumbers(ContinuousActions numbers, string values)
    {
        graph.Output(new OnnxValue(Action, OnnxType.Float, numbers.Low.Count, "The components of the action, within their bounds."));
        string low = graph.Constant(OnnxTensor.Of("action.low", [.. numbers.Low], numbers.Low.Count));
        string high = graph.Constant(OnnxTensor.Of("action.high", [.. numbers.High], numbers.High.Count));
        string above = graph.Add("Max", "action.above_low", [values, low]);
        graph.Add("Min", Action, [above, high]);
    }

    private void AddBranches(MultiDiscreteActions several, string values)
    {
        graph.Output(new OnnxValue(Action, OnnxType.Int64, several.Counts.Count, "The number of the choice in each branch."));
        string sizes = graph.Constant(OnnxTensor.Of("action.counts", [.. several.Counts.Select(static c => (long)c)]));
        string[] branches = [.. several.Counts.Select(static (_, i) => FormattableString.Invariant($"action.branch.{i}"))];
        graph.AddMany("Split", branches, [values, sizes], new OnnxAttribute("axis", 1));
        string[] choices = [.. branches.Select(branch =>
            graph.Add("ArgMax", $"{branch}.choice", [branch], new OnnxAttribute("axis", 1), new OnnxAttribute("keepdims", 1)))];
        graph.Add("Concat", Action, choices, new OnnxAttribute("axis", 1));
    }

    // A forbidden choice is worth less than any other.
    private string Allowed(string values)
    {
        if (!environment.HasMasks)
        {
            return values;
        }

        string mask = graph.Input(new OnnxValue("mask", OnnxType.Bool, environment.Actions.MaskSize, "Which choices are allowed, at least one in each branch."));
        string least = graph.Constant(OnnxTensor.Of("action.forbidden", [float.NegativeInfinity]));
        return graph.Add("Where", "action.allowed", [mask, values, least]);
    }

    private static string Names(DiscreteActions actions) => string.Join("; ", actions.Names.Select(static (name, i) => FormattableString.Invariant($"{i} {name}")));
}
