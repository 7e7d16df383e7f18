using System.Globalization;
using System.Runtime.CompilerServices;
using Hamlet.Environments;
using Hamlet.Plugins;

namespace Hamlet.Training.Worlds;

/// <summary>
/// Holds rows, which somebody's code has just written, to what everything after it relies on: rewards and observations are numbers, a mask
/// leaves a choice, the reason of an end is one of those that the world has. Looked at in every step, in vectors: one NaN is in every weight an
/// update later, and a training that goes on from there to a good end has learned nothing.
/// </summary>
/// <param name="spec">What the rows are like.</param>
/// <param name="source">Whose they are, such as <c>environment 'town8/L1'</c>.</param>
/// <param name="hint">What else there is to say of where a fault comes from.</param>
internal sealed class WorldCheck(EnvironmentSpec spec, string source, string hint = "")
{
    /// <summary>What there is to say of a fault of the environment itself.</summary>
    public const string Remedy = ", and nothing can be learned from that: hamlet validate plays the environment at random and says where it breaks its word";

    private readonly int[] _branches = [.. spec.Actions.Branches];

    /// <summary>Whether the reasons of ends are the spec's own: those of a wrapper are still its world's.</summary>
    public bool KnowsReasons { get; init; } = true;

    /// <summary>Checks what a reset wrote.</summary>
    /// <exception cref="PluginException">Something is wrong.</exception>
    public void CheckReset(EnvironmentRows rows)
    {
        if (!Finite.All(rows.Observations) || !HasChoices(rows.Masks))
        {
            throw Fault(rows, "after the reset", step: false);
        }
    }

    /// <summary>Checks what a step wrote.</summary>
    /// <param name="rows">The rows.</param>
    /// <param name="step">The step, for a message.</param>
    /// <exception cref="PluginException">Something is wrong.</exception>
    public void CheckStep(EnvironmentRows rows, long step)
    {
        bool good = Finite.All(rows.Rewards) & Finite.All(rows.Observations) & HasChoices(rows.Masks);
        if (!good || ((rows.Terminated.Contains(true) || rows.Truncated.Contains(true)) && !EndsAreGood(rows)))
        {
            throw Fault(rows, string.Create(CultureInfo.InvariantCulture, $"step {step}"), step: true);
        }
    }

    private bool EndsAreGood(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if ((rows.Terminated[row] || rows.Truncated[row]) && EndFault(rows, row) is not null)
            {
                return false;
            }
        }

        return true;
    }

    private string? EndFault(EnvironmentRows rows, int row)
    {
        if (!Finite.All(rows.FinalObservation(row)))
        {
            return ObservationFault(rows.FinalObservation(row), "final observation");
        }

        if (KnowsReasons && (uint)rows.EndReasons[row] >= (uint)spec.EndReasons.Count)
        {
            return string.Create(CultureInfo.InvariantCulture, $"the end reason {rows.EndReasons[row]} is none of the {spec.EndReasons.Count}");
        }

        return rows.Truncated[row] && !HasChoices(rows.FinalMask(row)) ? "the final mask allows no action" : null;
    }

    // A world without masks leaves them as they are, which is all true.
    private bool HasChoices(ReadOnlySpan<bool> masks)
    {
        if (spec.HasMasks)
        {
            while (!masks.IsEmpty)
            {
                foreach (int choices in _branches)
                {
                    if (!masks[..choices].Contains(true))
                    {
                        return false;
                    }

                    masks = masks[choices..];
                }
            }
        }

        return true;
    }

    // Looks once more, row by row, for what to say.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private PluginException Fault(EnvironmentRows rows, string when, bool step)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            bool ended = step && (rows.Terminated[row] || rows.Truncated[row]);
            string? fault = (step && !float.IsFinite(rows.Rewards[row]) ? FormattableString.Invariant($"the reward is {rows.Rewards[row]}") : null)
                ?? ObservationFault(rows.Observation(row), "observation")
                ?? (HasChoices(rows.Mask(row)) ? null : "the mask allows no action")
                ?? (ended ? EndFault(rows, row) : null);
            if (fault is not null)
            {
                return new PluginException(string.Create(CultureInfo.InvariantCulture, $"{source}, row {rows.First + row}, {when}: {fault}{hint}"));
            }
        }

        return new PluginException($"{source}, {when}: what it wrote changed while it was looked at{hint}");
    }

    private string? ObservationFault(ReadOnlySpan<float> observation, string what)
    {
        foreach (ObservationField field in spec.Fields)
        {
            foreach (float value in observation.Slice(field.Offset, field.Size))
            {
                if (!float.IsFinite(value))
                {
                    return FormattableString.Invariant($"'{field.Name}' of the {what} is {value}");
                }
            }
        }

        return null;
    }
}
