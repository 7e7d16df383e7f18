using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>Adds up what each part of the reward gave: in the episode that a row is in, and, until the next end, in the one that ended last.</summary>
internal sealed class TownRewardParts(TownPlan plan, int rows) : IStateful
{
    private readonly int _count = plan.Reward.Parts.Count;
    private readonly float[] _now = new float[rows * plan.Reward.Parts.Count];
    private readonly float[] _ended = new float[rows * plan.Reward.Parts.Count];

    /// <summary>The sums of the episode that the row is in.</summary>
    public Span<float> Now(int row) => _now.AsSpan(row * _count, _count);

    /// <summary>The sums of the row's episode that ended last.</summary>
    public ReadOnlySpan<float> Ended(int row) => _ended.AsSpan(row * _count, _count);

    /// <summary>The row's episode has ended: its sums are kept, those of the next one begin.</summary>
    public void End(int row)
    {
        Now(row).CopyTo(_ended.AsSpan(row * _count));
        Begin(row);
    }

    /// <summary>The row begins an episode, whatever became of the one before.</summary>
    public void Begin(int row) => Now(row).Clear();

    /// <summary>Saves the episodes under way; those that ended have been read in their last step.</summary>
    public void SaveState(StateWriter writer) => writer.Write<float>("sums", _now);

    public void LoadState(StateReader reader) => reader.Read<float>("sums", _now);
}
