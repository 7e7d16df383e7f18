namespace Hamlet.Training;

/// <summary>How a training stands, for a display: written by the training thread, read by any.</summary>
public sealed class TrainingStatus
{
    private long _step;
    private long _episodes;
    private double _meanReturn = double.NaN;
    private double _meanLength = double.NaN;
    private double _lastEvaluation = double.NaN;
    private double _bestEvaluation = double.NaN;
    private double _fraction;
    private int _evaluating;

    /// <summary>Environment steps.</summary>
    public long Step => Volatile.Read(ref _step);

    /// <summary>Episodes finished, summed over the agents.</summary>
    public long Episodes => Volatile.Read(ref _episodes);

    /// <summary>The share of training that is done, in [0, 1].</summary>
    public double Fraction => Volatile.Read(ref _fraction);

    /// <summary>The mean return over the last 100 episodes of the agent that last finished one; NaN before the first.</summary>
    public double MeanReturn => Volatile.Read(ref _meanReturn);

    /// <summary>The mean length over the last 100 episodes of the agent that last finished one; NaN before the first.</summary>
    public double MeanLength => Volatile.Read(ref _meanLength);

    /// <summary>The mean return of the last evaluation; NaN before the first.</summary>
    public double LastEvaluation => Volatile.Read(ref _lastEvaluation);

    /// <summary>Environment steps that had been made when this process went on with the run; 0 for one that it began.</summary>
    public long FirstStep { get; private set; }

    /// <summary>The share of training that was done by then.</summary>
    public double FirstFraction { get; private set; }

    /// <summary>The mean return of the best evaluation in this process; NaN before the first.</summary>
    public double BestEvaluation => Volatile.Read(ref _bestEvaluation);

    /// <summary>Whether an evaluation is under way.</summary>
    public bool Evaluating => Volatile.Read(ref _evaluating) != 0;

    internal void SetStep(long step, double fraction)
    {
        Volatile.Write(ref _step, step);
        Volatile.Write(ref _fraction, fraction);
    }

    internal void Continue(long step, double fraction, long episodes)
    {
        FirstStep = step;
        FirstFraction = fraction;
        SetStep(step, fraction);
        Volatile.Write(ref _episodes, episodes);
    }

    internal void AddEpisode(EpisodeWindow window)
    {
        Volatile.Write(ref _episodes, _episodes + 1);
        Volatile.Write(ref _meanReturn, window.MeanReturn);
        Volatile.Write(ref _meanLength, window.MeanLength);
    }

    internal void SetEvaluating(bool evaluating) => Volatile.Write(ref _evaluating, evaluating ? 1 : 0);

    internal void SetEvaluation(double meanReturn)
    {
        Volatile.Write(ref _lastEvaluation, meanReturn);
        if (!(meanReturn <= _bestEvaluation))
        {
            Volatile.Write(ref _bestEvaluation, meanReturn);
        }
    }
}
