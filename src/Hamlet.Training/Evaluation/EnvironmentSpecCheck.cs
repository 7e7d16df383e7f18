using Hamlet.Environments;
using Hamlet.Plugins;

namespace Hamlet.Training.Evaluation;

/// <summary>What is wrong with an environment's description of itself, before anything is played.</summary>
internal static class EnvironmentSpecCheck
{
    /// <summary>Everything that is wrong with what somebody has made; empty if nothing is.</summary>
    /// <param name="made">The environment.</param>
    /// <param name="rows">How many rows were asked for.</param>
    public static IReadOnlyList<string> Problems(IEnvironment made, int rows)
    {
        EnvironmentSpec? spec;
        int has;
        try
        {
            (spec, has) = (made.Spec, made.Rows);
        }
#pragma warning disable CA1031 // Whatever its description throws is what is wrong with it.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return [$"its Spec cannot be read: {ExceptionText.Describe(e)}"];
        }

        return has == rows ? [.. Problems(spec)] : [.. Problems(spec), $"it has {has} rows, and was asked for {rows}"];
    }

    /// <summary>Everything that is wrong with a description; empty if nothing is.</summary>
    public static IEnumerable<string> Problems(EnvironmentSpec? spec) => spec is null
        ? ["its Spec is null"]
        : [.. Missing(spec), .. Fields(spec.Fields ?? []), .. Actions(spec), .. Reasons(spec)];

    private static IEnumerable<string> Missing(EnvironmentSpec spec)
    {
        if (string.IsNullOrWhiteSpace(spec.Name))
        {
            yield return "its Spec has no Name";
        }

        if (spec.Fields is null || spec.Fields.Count == 0)
        {
            yield return "nothing is observed: give it a field";
        }

        if (spec.Warnings is null)
        {
            yield return "the Warnings of its Spec are null: [] where there are none";
        }
    }

    private static IEnumerable<string> Fields(IReadOnlyList<ObservationField?> fields)
    {
        long offset = 0;
        foreach (ObservationField? field in fields)
        {
            if (field is null)
            {
                yield return "a field is null";
                continue;
            }

            if (field.Offset != offset || field.Size <= 0)
            {
                yield return $"field '{field.Name}' begins at {field.Offset} and has {field.Size} values: it should begin at {offset}, where the one before it ends";
            }

            if (!(field.Low <= field.High))
            {
                yield return FormattableString.Invariant($"field '{field.Name}' is from {field.Low} to {field.High}, which is no range");
            }

            if (field.Names is null)
            {
                yield return $"the Names of field '{field.Name}' are null: [] where its values have none";
            }
            else if (field.Names.Count > 0 && field.Names.Count != field.Size)
            {
                yield return $"field '{field.Name}' has {field.Size} values and {field.Names.Count} names";
            }

            offset += field.Size;
        }

        if (offset > int.MaxValue)
        {
            yield return $"an observation has {offset} values, which no memory holds";
        }
    }

    private static IEnumerable<string> Actions(EnvironmentSpec spec)
    {
        bool empty = spec.Actions switch
        {
            DiscreteActions discrete => discrete.Names is null || discrete.Count == 0,
            MultiDiscreteActions several => several.Counts is null || several.Counts.Count == 0 || several.Counts.Any(static c => c <= 0),
            ContinuousActions bounds => bounds.Low is null || bounds.High is null || bounds.Low.Count == 0
                || bounds.Low.Zip(bounds.High).Any(static b => !(b.First <= b.Second)),
            _ => true,
        };
        if (spec.Actions is ContinuousActions { Low: { } low, High: { } high } && low.Count != high.Count)
        {
            yield return $"the bounds of its ContinuousActions differ in length: Low has {low.Count} and High has {high.Count}, and each component has one of both";
        }
        else if (empty)
        {
            yield return "there is nothing to do: each branch of actions needs a choice, each component a range";
        }
    }

    private static IEnumerable<string> Reasons(EnvironmentSpec spec)
    {
        if (spec.EndReasons is null || spec.EndReasons.Count == 0)
        {
            yield return "no reason why an episode may end is named";
        }
        else if (spec.SuccessReasons is not null)
        {
            foreach (string name in spec.SuccessReasons.Where(name => !spec.EndReasons.Contains(name)))
            {
                yield return $"the success '{name}' is none of its end reasons, which are {string.Join(", ", spec.EndReasons)}";
            }
        }

        if (spec.SuccessReasons is null)
        {
            yield return "its SuccessReasons are null: [] where it knows no success";
        }

        if (spec.MaxSteps <= 0)
        {
            yield return $"the step limit is {spec.MaxSteps}: at least 1, or null for none";
        }
    }
}
