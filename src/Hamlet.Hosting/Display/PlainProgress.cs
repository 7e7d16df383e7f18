using System.Diagnostics;
using Hamlet.Training;
using Hamlet.Training.Experiments;

namespace Hamlet.Hosting.Display;

/// <summary>A line now and then, for files and pipes: at every tenth of the way, at least every 30 seconds.</summary>
internal sealed class PlainProgress(HostIo io, Experiment experiment, RunLog log) : ProgressDisplay
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(30);

    public override async Task<TrainingResult> RunAsync(TrainingStatus status, Func<Task<TrainingResult>> start)
    {
        long began = Stopwatch.GetTimestamp();
        long printed = began;
        int tenth = 0;
        Task<TrainingResult> work = start();
        while (!work.IsCompleted)
        {
            await Task.WhenAny(work, Task.Delay(200, CancellationToken.None)).ConfigureAwait(false);
            int now = (int)(status.Fraction * 10);
            if (now > tenth || Stopwatch.GetElapsedTime(printed) > s_longest)
            {
                tenth = now;
                printed = Stopwatch.GetTimestamp();
                Print(status, Stopwatch.GetElapsedTime(began));
            }
        }

        return await work.ConfigureAwait(false);
    }

    private void Print(TrainingStatus status, TimeSpan elapsed)
    {
        string line = $"{status.Fraction * 100,3:F0} %  {ProgressText.Steps(status, experiment)}, {ProgressText.Rate(status, elapsed)}, "
            + $"{ProgressText.Left(status, elapsed)} left, {ProgressText.Episodes(status)}";
        io.Out.WriteLine(line);
        log.Write(line);
    }
}
