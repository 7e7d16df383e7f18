using Hamlet.Environments;
using Hamlet.State;

namespace Hamlet.SamplePlugins;

/// <summary>A corridor: the agent begins at its left end, and reaching its right end is worth 1.</summary>
[Environment("corridor")]
public sealed class CorridorEnvironment : IEnvironment
{
    private readonly int _cells;
    private readonly int[] _position;
    private readonly int[] _step;

    /// <summary>Makes the rows.</summary>
    public CorridorEnvironment(CorridorOptions options, EnvironmentContext context)
    {
        _cells = options.Cells;
        Rows = context.Rows;
        _position = new int[Rows];
        _step = new int[Rows];
        Spec = new EnvironmentSpec
        {
            Name = "corridor",
            Fields = [new ObservationField("cell", 0, _cells, 0, 1, [])],
            Actions = new DiscreteActions(["left", "right"]),
            EndReasons = ["arrived", "max_steps"],
            SuccessReasons = ["arrived"],
            MaxSteps = context.MaxSteps ?? 10 * _cells,
            HasMasks = true,
        };
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public void Reset(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            Begin(rows, row);
            rows.Rewards[row] = 0;
            rows.Terminated[row] = false;
            rows.Truncated[row] = false;
        }
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows rows)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            int id = rows.First + row;
            _position[id] += rows.Actions[row] == 1 ? 1 : -1;
            _step[id]++;
            bool arrived = _position[id] == _cells - 1;
            rows.Rewards[row] = arrived ? 1 : 0;
            rows.Terminated[row] = arrived;
            rows.Truncated[row] = !arrived && _step[id] >= Spec.MaxSteps;
            if (arrived || rows.Truncated[row])
            {
                Observe(rows.FinalObservation(row), id);
                Mask(rows.FinalMask(row), id);
                rows.EndReasons[row] = arrived ? 0 : 1;
                Begin(rows, row);
            }
            else
            {
                Observe(rows.Observation(row), id);
                Mask(rows.Mask(row), id);
            }
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write<int>("position", _position);
        writer.Write<int>("step", _step);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read("position", _position.AsSpan());
        reader.Read("step", _step.AsSpan());
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Begin(EnvironmentRows rows, int row)
    {
        _position[rows.First + row] = 0;
        _step[rows.First + row] = 0;
        Observe(rows.Observation(row), rows.First + row);
        Mask(rows.Mask(row), rows.First + row);
    }

    private void Observe(Span<float> observation, int id)
    {
        observation.Clear();
        observation[_position[id]] = 1;
    }

    // Nobody walks through the left wall.
    private void Mask(Span<bool> mask, int id)
    {
        mask[0] = _position[id] > 0;
        mask[1] = true;
    }
}
