namespace Hamlet.Training.Checkpoints;

/// <summary>Says when the next checkpoint is due. Counts are passed, clocks run out; a checkpoint that was put off stays due.</summary>
internal sealed class CheckpointSchedule(CheckpointOptions options, TimeProvider time)
{
    private long _nextStep = long.MaxValue;
    private long _nextEpisode = long.MaxValue;
    private long _taken;
    private bool _timeIsUp;

    /// <summary>A checkpoint was taken, or training begins.</summary>
    /// <param name="step">Environment steps made.</param>
    /// <param name="episodes">Episodes that every agent has finished.</param>
    public void Taken(long step, long episodes)
    {
        _nextStep = Next(step, options.EverySteps);
        _nextEpisode = Next(episodes, options.EveryEpisodes);
        _taken = time.GetTimestamp();
        _timeIsUp = false;
    }

    /// <summary>Looks at the clock, which <see cref="IsDue"/> does not: it is asked at every step.</summary>
    public void LookAtClock() =>
        _timeIsUp = options.EveryMinutes > 0 && time.GetElapsedTime(_taken) >= TimeSpan.FromMinutes(options.EveryMinutes);

    /// <summary>Whether one should be taken.</summary>
    public bool IsDue(long step, long episodes) => step >= _nextStep || episodes >= _nextEpisode || _timeIsUp;

    private static long Next(long count, long every) => every == 0 ? long.MaxValue : ((count / every) + 1) * every;
}
