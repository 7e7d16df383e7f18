using Hamlet.Environments;

namespace Hamlet.Training.Evaluation;

/// <summary>What is wrong with an environment's description of itself, before anything is played.</summary>
internal static class EnvironmentSpecCheck
{
    public static IEnumerable<string> Problems(EnvironmentSpec spec)
    {
        if (spec.ObservationSize == 0)
        {
            yield return "nothing is observed: give it a field";
        }

        int offset = 0;
        foreach (ObservationField field in spec.Fields)
        {
            if (field.Offset != offset || field.Size <= 0)
            {
                yield return $"field '{field.Name}' begins at {field.Offset} and has {field.Size} values: it should begin at {offset}, where the one before it ends";
            }

            if (!(field.Low <= field.High))
            {
                yield return FormattableString.Invariant($"field '{field.Name}' is from {field.Low} to {field.High}, which is no range");
            }

            if (field.Names.Count > 0 && field.Names.Count != field.Size)
            {
                yield return $"field '{field.Name}' has {field.Size} values and {field.Names.Count} names";
            }

            offset += field.Size;
        }

        bool empty = spec.Actions switch
        {
            DiscreteActions discrete => discrete.Count == 0,
            MultiDiscreteActions several => several.Counts.Count == 0 || several.Counts.Any(static c => c <= 0),
            ContinuousActions bounds => bounds.Low.Count == 0 || bounds.Low.Count != bounds.High.Count || bounds.Low.Zip(bounds.High).Any(static b => !(b.First <= b.Second)),
            _ => false,
        };
        if (empty)
        {
            yield return "there is nothing to do: each branch of actions needs a choice, each component a range";
        }

        if (spec.EndReasons.Count == 0)
        {
            yield return "no reason why an episode may end is named";
        }

        if (spec.MaxSteps <= 0)
        {
            yield return $"the step limit is {spec.MaxSteps}: at least 1, or null for none";
        }
    }
}
