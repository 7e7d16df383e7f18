using Hamlet.Callbacks;
using Hamlet.State;

namespace Hamlet.SamplePlugins;

/// <summary>Ends training when an agent has had enough short episodes in a row.</summary>
[Callback("fast_enough")]
public sealed class FastEnoughCallback(FastEnoughOptions options, CallbackContext context) : ICallback
{
    private readonly int[] _inARow = new int[context.Agents.Count];

    /// <inheritdoc/>
    public void OnEpisode(ITraining training, ITrainingAgent agent, in TrainingEpisode episode)
    {
        ref int inARow = ref _inARow[agent.Index];
        inARow = episode.Length <= options.Steps ? inARow + 1 : 0;
        if (inARow == options.Episodes)
        {
            training.Stop($"'{agent.Id}' was fast enough {options.Episodes} times in a row");
        }
    }

    /// <summary>Without it, a run that is continued would begin to count anew.</summary>
    public void SaveState(StateWriter writer) => writer.Write<int>("in_a_row", _inARow);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => reader.Read("in_a_row", _inARow.AsSpan());
}
