using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>The state of all rows in flat arrays: everything that a continued run needs, and nothing that can be told from it.</summary>
internal sealed class TownState : IStateful
{
    private readonly TownPlan _plan;
    private readonly RandomStream[] _streams;
    private readonly short[] _affordanceAt;
    private readonly int _cells;

    public TownState(TownPlan plan, int rows, RandomStreams streams)
    {
        _plan = plan;
        _cells = plan.Width * plan.Height;
        Rows = rows;
        Meters = new float[rows * plan.Stride];
        X = new int[rows];
        Y = new int[rows];
        Steps = new int[rows];
        Progress = new int[rows];
        Stage = new int[rows];
        NextStage = new int[rows];
        Stage.AsSpan().Fill(plan.Stages - 1);
        NextStage.AsSpan().Fill(plan.Stages - 1);
        AffordanceX = new int[rows * plan.AffordanceCount];
        AffordanceY = new int[rows * plan.AffordanceCount];
        _affordanceAt = new short[rows * _cells];
        _streams = new RandomStream[rows];
        for (int row = 0; row < rows; row++)
        {
            _streams[row] = streams.Create("town", row);
            plan.Initial.CopyTo(MetersOf(row));
            plan.X.CopyTo(AffordanceX, row * plan.AffordanceCount);
            plan.Y.CopyTo(AffordanceY, row * plan.AffordanceCount);
            DrawMap(row);
        }
    }

    public int Rows { get; }

    /// <summary>By row and meter, padded as in the plan.</summary>
    public float[] Meters { get; }

    public int[] X { get; }

    public int[] Y { get; }

    /// <summary>The steps of the episode so far; the hour is their remainder by a day.</summary>
    public int[] Steps { get; }

    /// <summary>How many ticks of the interaction on the own cell are done.</summary>
    public int[] Progress { get; }

    /// <summary>The stage of difficulty of the episode, from 0.</summary>
    public int[] Stage { get; }

    /// <summary>That of the next episode.</summary>
    public int[] NextStage { get; }

    /// <summary>By row and affordance.</summary>
    public int[] AffordanceX { get; }

    /// <summary>By row and affordance.</summary>
    public int[] AffordanceY { get; }

    public Span<float> MetersOf(int row) => Meters.AsSpan(row * _plan.Stride, _plan.Stride);

    /// <summary>The affordance on the row's own cell, or -1.</summary>
    public int Underfoot(int row) => _affordanceAt[(row * _cells) + (Y[row] * _plan.Width) + X[row]];

    public int Hour(int row) => Steps[row] % TownPlan.Day;

    /// <summary>Begins an episode.</summary>
    public void Begin(int row)
    {
        _plan.Initial.CopyTo(MetersOf(row));
        Steps[row] = 0;
        Progress[row] = 0;
        Stage[row] = NextStage[row];
        if (_plan.Randomize)
        {
            PlaceAffordances(row);
        }

        int cell = _plan.StartCell >= 0 ? _plan.StartCell : _plan.Randomize ? FreeCell(row) : _streams[row].NextInt32(_cells);
        X[row] = cell % _plan.Width;
        Y[row] = cell / _plan.Width;
    }

    public void SaveState(StateWriter writer)
    {
        int count = _plan.MeterCount;
        float[] meters = new float[Rows * count];
        for (int row = 0; row < Rows; row++)
        {
            MetersOf(row)[..count].CopyTo(meters.AsSpan(row * count));
        }

        writer.Write<float>("meters", meters);
        writer.Write<int>("x", X);
        writer.Write<int>("y", Y);
        writer.Write<int>("steps", Steps);
        writer.Write<int>("progress", Progress);
        writer.Write<int>("stage", Stage);
        writer.Write<int>("next_stage", NextStage);
        writer.Write<int>("affordance_x", AffordanceX);
        writer.Write<int>("affordance_y", AffordanceY);
        RandomStream.Save(writer, "streams", _streams);
    }

    public void LoadState(StateReader reader)
    {
        int count = _plan.MeterCount;
        float[] meters = new float[Rows * count];
        reader.Read<float>("meters", meters);
        reader.Read<int>("x", X);
        reader.Read<int>("y", Y);
        reader.Read<int>("steps", Steps);
        reader.Read<int>("progress", Progress);
        ReadStages(reader);
        reader.Read<int>("affordance_x", AffordanceX);
        reader.Read<int>("affordance_y", AffordanceY);
        RandomStream.Load(reader, "streams", _streams);
        for (int row = 0; row < Rows; row++)
        {
            meters.AsSpan(row * count, count).CopyTo(MetersOf(row));
            DrawMap(row);
        }
    }

    private void ReadStages(StateReader reader)
    {
        reader.Read<int>("stage", Stage);
        reader.Read<int>("next_stage", NextStage);
        foreach (int stage in Stage.Concat(NextStage))
        {
            if (stage < 0 || stage >= _plan.Stages)
            {
                throw new StateException($"The world has {_plan.Stages} stages, none of the number {stage + 1}.");
            }
        }
    }

    // Drawing until a free cell comes up: short, because a grid has more cells than affordances, mostly many more.
    private int FreeCell(int row)
    {
        ReadOnlySpan<short> map = MapOf(row);
        int cell;
        do
        {
            cell = _streams[row].NextInt32(_cells);
        }
        while (map[cell] >= 0);
        return cell;
    }

    private void PlaceAffordances(int row)
    {
        Span<short> map = MapOf(row);
        map.Fill(-1);
        for (int a = 0; a < _plan.AffordanceCount; a++)
        {
            int cell = FreeCell(row);
            map[cell] = (short)a;
            AffordanceX[(row * _plan.AffordanceCount) + a] = cell % _plan.Width;
            AffordanceY[(row * _plan.AffordanceCount) + a] = cell / _plan.Width;
        }
    }

    private void DrawMap(int row)
    {
        Span<short> map = MapOf(row);
        map.Fill(-1);
        for (int a = 0; a < _plan.AffordanceCount; a++)
        {
            int i = (row * _plan.AffordanceCount) + a;
            map[(AffordanceY[i] * _plan.Width) + AffordanceX[i]] = (short)a;
        }
    }

    private Span<short> MapOf(int row) => _affordanceAt.AsSpan(row * _cells, _cells);
}
