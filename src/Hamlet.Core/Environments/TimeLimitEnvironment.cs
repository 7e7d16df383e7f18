using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>
/// Keeps a step limit around an environment that does not keep it itself: at the limit the episode is truncated and a new one begins
/// (Gymnasium's <c>TimeLimit</c>).
/// </summary>
public sealed class TimeLimitEnvironment : IEnvironment
{
    private readonly IEnvironment _inner;
    private readonly int _limit;
    private readonly int _reason;
    private readonly int[] _steps;

    /// <summary>Takes over an environment.</summary>
    /// <param name="inner">The environment; it is disposed with this one.</param>
    /// <param name="limit">The steps of an episode, at least 1.</param>
    public TimeLimitEnvironment(IEnvironment inner, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        _inner = inner;
        _limit = limit;
        _steps = new int[inner.Rows];
        _reason = inner.Spec.EndReasons.ToList().IndexOf(Reason);
        Spec = inner.Spec with
        {
            MaxSteps = limit,
            EndReasons = _reason < 0 ? [.. inner.Spec.EndReasons, Reason] : inner.Spec.EndReasons,
        };
        _reason = _reason < 0 ? inner.Spec.EndReasons.Count : _reason;
    }

    /// <summary>What the limit is put around.</summary>
    public IEnvironment Inner => _inner;

    /// <summary>The reason of an end at the limit.</summary>
    public const string Reason = "truncated";

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public int Rows => _inner.Rows;

    /// <inheritdoc/>
    public void Reset(EnvironmentRows rows)
    {
        _inner.Reset(rows);
        _steps.AsSpan(rows.First, rows.Count).Clear();
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows rows)
    {
        _inner.Step(rows);
        for (int i = 0; i < rows.Count; i++)
        {
            ref int steps = ref _steps[rows.First + i];
            steps++;
            if (rows.Terminated[i] || rows.Truncated[i])
            {
                steps = 0;
            }
            else if (steps >= _limit)
            {
                Cut(rows, i);
                steps = 0;
            }
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write("inner", _inner);
        writer.Write<int>("steps", _steps);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("inner", _inner);
        reader.Read("steps", _steps.AsSpan());
    }

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();

    // A reset clears the row's outcome, which is this step's.
    private void Cut(EnvironmentRows rows, int i)
    {
        rows.Observation(i).CopyTo(rows.FinalObservation(i));
        rows.Mask(i).CopyTo(rows.FinalMask(i));
        float reward = rows.Rewards[i];
        _inner.Reset(rows.Slice(i, 1));
        rows.Rewards[i] = reward;
        rows.Truncated[i] = true;
        rows.EndReasons[i] = _reason;
    }
}
