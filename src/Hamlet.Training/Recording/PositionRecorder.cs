using Hamlet.Environments;
using Hamlet.Metrics;
using Hamlet.State;
using Hamlet.Training.Metrics;

namespace Hamlet.Training.Recording;

/// <summary>Adds up where each agent is, and logs it after every n episodes: as rows of a table, and as a picture.</summary>
internal sealed class PositionRecorder(IActivity activity, MetricLog log, int agents, int every) : TrainingObserver
{
    private const int CellPixels = 8;
    private const int Channels = 3;

    private readonly int _width = activity.GridWidth;
    private readonly int _height = activity.GridHeight;
    private readonly long[] _visits = new long[agents * activity.GridWidth * activity.GridHeight];
    private readonly byte[] _pixels = new byte[activity.GridWidth * activity.GridHeight * CellPixels * CellPixels * Channels];

    public override void OnEpisodeEnd(AgentRunner agent, EnvironmentRows rows, int row, FinishedEpisode episode, long step)
    {
        Span<long> visits = _visits.AsSpan(agent.Index * _width * _height, _width * _height);
        ReadOnlySpan<int> added = activity.Visits(rows.First + row);
        for (int i = 0; i < visits.Length; i++)
        {
            visits[i] += added[i];
        }

        if ((episode.Number + 1) % every == 0)
        {
            LogRows(agent, visits, episode.Number, step);
            Paint(visits);
            var image = new MetricImage(_width * CellPixels, _height * CellPixels, Channels, _pixels);
            log.Log(new HeatmapMetrics { Step = step, Episode = episode.Number, Agent = agent.Index, Positions = image });
            visits.Clear();
        }
    }

    public override void SaveState(StateWriter writer) => writer.Write<long>("visits", _visits);

    public override void LoadState(StateReader reader) => reader.Read("visits", _visits.AsSpan());

    private void LogRows(AgentRunner agent, ReadOnlySpan<long> visits, long episode, long step)
    {
        for (int i = 0; i < visits.Length; i++)
        {
            if (visits[i] > 0)
            {
                log.Log(new PositionMetrics
                {
                    Step = step,
                    Episode = episode,
                    Agent = agent.Index,
                    X = i % _width,
                    Y = i / _width,
                    VisitCount = visits[i],
                    Episodes = every,
                });
            }
        }
    }

    // From white to dark blue, by the share of the cell visited most.
    private void Paint(ReadOnlySpan<long> visits)
    {
        long most = 1;
        foreach (long count in visits)
        {
            most = Math.Max(most, count);
        }

        int line = _width * CellPixels;
        for (int pixel = 0; pixel < _pixels.Length / Channels; pixel++)
        {
            int cell = (pixel / line / CellPixels * _width) + (pixel % line / CellPixels);
            double share = (double)visits[cell] / most;
            _pixels[pixel * Channels] = (byte)(255 - (247 * share));
            _pixels[(pixel * Channels) + 1] = (byte)(255 - (207 * share));
            _pixels[(pixel * Channels) + 2] = (byte)(255 - (148 * share));
        }
    }
}
