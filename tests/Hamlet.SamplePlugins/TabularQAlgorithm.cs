using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.SamplePlugins;

/// <summary>Q-learning on a table (Watkins, 1989), for environments that observe one cell of several.</summary>
[Algorithm("tabular_q")]
public sealed class TabularQAlgorithm : IAlgorithm
{
    private readonly TabularQOptions _options;
    private readonly AlgorithmContext _context;
    private readonly IExploration _exploration;
    private readonly double[] _values;
    private readonly float[] _scratch;
    private readonly int[] _cells;
    private readonly int _actions;
    private RandomStream _random;

    /// <summary>Makes the table.</summary>
    public TabularQAlgorithm(TabularQOptions options, AlgorithmContext context)
    {
        _options = options;
        _context = context;
        _actions = context.Environment.Actions.MaskSize;
        _values = new double[context.Environment.ObservationSize * _actions];
        _scratch = new float[context.Rows * _actions];
        _cells = new int[context.Rows];
        _random = context.Streams.Create("exploration");
        _exploration = context.Exploration?.Invoke(new ExplorationContext(_actions, context.Progress))
            ?? throw new ArgumentException("tabular_q needs an exploration.");
    }

    /// <inheritdoc/>
    public double? ExplorationRate => _exploration.Rate;

    /// <inheritdoc/>
    public void Act(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            _cells[row] = rows.Observation(row).IndexOf(1f);
            for (int a = 0; a < _actions; a++)
            {
                _scratch[(row * _actions) + a] = (float)_values[(_cells[row] * _actions) + a];
            }
        }

        if (_exploration.SelectWithoutValues(rows.Masks, rows.Actions, ref _random) > 0)
        {
            _exploration.SelectByValues(_scratch.AsSpan(0, rows.Count * _actions), rows.Masks, rows.Actions, ref _random);
        }
    }

    /// <inheritdoc/>
    public void Observe(EnvironmentRows rows)
    {
        double error = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            bool ended = rows.Terminated[row] || rows.Truncated[row];
            ReadOnlySpan<float> next = ended ? rows.FinalObservation(row) : rows.Observation(row);
            double target = rows.Rewards[row];
            if (!rows.Terminated[row])
            {
                target += _options.Gamma * Greatest(next.IndexOf(1f));
            }

            ref double value = ref _values[(_cells[row] * _actions) + rows.Actions[row]];
            error += target - value;
            value += _options.LearningRate * (target - value);
            if (ended)
            {
                _exploration.OnEpisodeEnd();
            }
        }

        _context.Metrics.Log(new TabularQMetrics(_context.Progress.Step, _context.Agent, error / rows.Count, Greatest(0)));
    }

    /// <inheritdoc/>
    public IPolicy CreatePolicy() => new TabularQPolicy([.. _values], _actions);

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write<double>("values", _values);
        writer.Write<int>("cells", _cells);
        writer.Write("exploration", _exploration);
        _random.Save(writer, "random");
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("values", _values.AsSpan());
        reader.Read("cells", _cells.AsSpan());
        reader.Read("exploration", _exploration);
        _random.Load(reader, "random");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private double Greatest(int cell)
    {
        double greatest = double.NegativeInfinity;
        foreach (double value in _values.AsSpan(cell * _actions, _actions))
        {
            greatest = Math.Max(greatest, value);
        }

        return greatest;
    }
}
