using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Hamlet.Environments;

/// <summary>
/// What happens to the meters of one row. All of it is single precision, one operation after the other in the world's order, each result
/// clamped at once; a vector does to all meters what it does to one, so that the width of the machine's vectors changes nothing.
/// </summary>
internal sealed class TownDynamics(TownPlan plan)
{
    /// <summary>The row of <see cref="TownPlan.ActionEffects"/> that an interaction costs that fails.</summary>
    public const int Failure = TownAction.Count;

    /// <summary>Takes what an action costs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Act(Span<float> meters, int action) => Add(meters, plan.ActionEffects, action);

    /// <summary>Whether an affordance is open and affordable.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool CanUse(ReadOnlySpan<float> meters, int affordance, int hour) =>
        plan.Open[(hour * plan.AffordanceCount) + affordance] && !AnyBelow(meters, plan.Price, affordance);

    /// <summary>Does one tick of an interaction: effects, then costs, then, on the last tick, what completing adds.</summary>
    public void Use(Span<float> meters, int affordance, bool completes)
    {
        TownGains gains = AnyBelow(meters, plan.ImpairedBelow, affordance) ? plan.ImpairedGains : plan.Gains;
        Add(meters, gains.Tick, affordance);
        Add(meters, plan.Cost, affordance);
        if (completes)
        {
            Add(meters, gains.Completion, affordance);
        }
    }

    /// <summary>Lets a step's time pass: depletion, modulations, cascades.</summary>
    /// <param name="meters">The meters.</param>
    /// <param name="stage">The stage of difficulty, from 0.</param>
    public void Live(Span<float> meters, int stage)
    {
        Add(meters, plan.Depletion, stage);
        foreach (ref readonly TownDrift drift in plan.Modulations.AsSpan())
        {
            Lose(meters, drift.Target, drift.Constant - (drift.Slope * meters[drift.Source]));
        }

        foreach (ref readonly TownPull pull in plan.Cascades.AsSpan())
        {
            float source = meters[pull.Source];
            if (source < pull.Level)
            {
                Lose(meters, pull.Target, pull.Gain * (pull.Level - source));
            }
        }
    }

    /// <summary>The number of the death that the meters mean, the first in their order, or -1.</summary>
    public int Death(ReadOnlySpan<float> meters)
    {
        ref float first = ref MemoryMarshal.GetReference(meters);
        ref float deadly = ref MemoryMarshal.GetArrayDataReference(plan.Deadly);
        for (nuint i = 0; i < (nuint)plan.Stride; i += (nuint)Vector256<float>.Count)
        {
            if (Vector256.LessThanOrEqualAny(Vector256.LoadUnsafe(ref first, i), Vector256.LoadUnsafe(ref deadly, i)))
            {
                return WhichDeath(meters);
            }
        }

        return -1;
    }

    /// <summary>Writes the meters as shares of their ranges.</summary>
    public void Shares(ReadOnlySpan<float> meters, Span<float> shares)
    {
        ref float first = ref MemoryMarshal.GetReference(meters);
        ref float share = ref MemoryMarshal.GetReference(shares[..plan.Stride]);
        ref float min = ref MemoryMarshal.GetArrayDataReference(plan.Min);
        ref float scale = ref MemoryMarshal.GetArrayDataReference(plan.Scale);
        for (nuint i = 0; i < (nuint)plan.Stride; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> above = Vector256.LoadUnsafe(ref first, i) - Vector256.LoadUnsafe(ref min, i);
            (above * Vector256.LoadUnsafe(ref scale, i)).StoreUnsafe(ref share, i);
        }
    }

    private int WhichDeath(ReadOnlySpan<float> meters)
    {
        for (int m = 0; m < plan.MeterCount; m++)
        {
            if (meters[m] <= plan.Deadly[m])
            {
                return plan.DeathReason[m];
            }
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Lose(Span<float> meters, int target, float amount)
    {
        float value = meters[target] - amount;
        meters[target] = value < plan.Min[target] ? plan.Min[target] : value > plan.Max[target] ? plan.Max[target] : value;
    }

    // meters += table[row], clamped. The plan's arrays are whole vectors long by construction, and so is a row of meters.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(Span<float> meters, float[] table, int row)
    {
        ref float first = ref MemoryMarshal.GetReference(meters);
        ref float delta = ref MemoryMarshal.GetReference(table.AsSpan(row * plan.Stride, plan.Stride));
        ref float min = ref MemoryMarshal.GetArrayDataReference(plan.Min);
        ref float max = ref MemoryMarshal.GetArrayDataReference(plan.Max);
        for (nuint i = 0; i < (nuint)plan.Stride; i += (nuint)Vector256<float>.Count)
        {
            Vector256<float> low = Vector256.LoadUnsafe(ref min, i);
            Vector256<float> high = Vector256.LoadUnsafe(ref max, i);
            Vector256<float> value = Vector256.LoadUnsafe(ref first, i) + Vector256.LoadUnsafe(ref delta, i);
            value = Vector256.ConditionalSelect(Vector256.LessThan(value, low), low, value);
            value = Vector256.ConditionalSelect(Vector256.GreaterThan(value, high), high, value);
            value.StoreUnsafe(ref first, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool AnyBelow(ReadOnlySpan<float> meters, float[] table, int row)
    {
        ref float first = ref MemoryMarshal.GetReference(meters);
        ref float bound = ref MemoryMarshal.GetReference(table.AsSpan(row * plan.Stride, plan.Stride));
        for (nuint i = 0; i < (nuint)plan.Stride; i += (nuint)Vector256<float>.Count)
        {
            if (Vector256.LessThanAny(Vector256.LoadUnsafe(ref first, i), Vector256.LoadUnsafe(ref bound, i)))
            {
                return true;
            }
        }

        return false;
    }
}
