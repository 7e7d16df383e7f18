namespace Hamlet.Training.Runs;

/// <summary>
/// Says in <c>run.json</c> every few seconds that the run is at work, and how far it is. It only reads the status, so that no clock comes near
/// a result. A file that cannot be written now may be another time.
/// </summary>
public sealed class RunHeartbeat : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly RunInfoFile _file;
    private readonly RunInfo _info;
    private readonly TrainingStatus _status;
    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private bool _over;

    /// <summary>Begins.</summary>
    public RunHeartbeat(RunInfoFile file, RunInfo info, TrainingStatus status, TimeProvider time)
    {
        _file = file;
        _info = info;
        _status = status;
        _time = time;
        _timer = time.CreateTimer(_ => Beat(), null, s_interval, s_interval);
    }

    /// <summary>Ends: nothing is written after this returns.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _over = true;
        }

        _timer.Dispose();
    }

    private void Beat()
    {
        lock (_lock)
        {
            if (_over)
            {
                return;
            }

            try
            {
                DateTimeOffset now = _time.GetUtcNow();
                _file.Write(_info with
                {
                    Heartbeat = now,
                    Steps = _status.Step,
                    Episodes = _status.Episodes,
                    LastReturn = AgentInfo.Finite(_status.MeanReturn),
                    BestReturn = AgentInfo.Finite(_status.BestEvaluation),
                });
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next one tries again.
            }
        }
    }
}
