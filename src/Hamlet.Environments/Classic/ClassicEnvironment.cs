using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>
/// The rows of a classic control task, whose state is a few numbers in double precision: random streams, the step limit, autoreset and
/// checkpoints. A task adds its equations.
/// </summary>
public abstract class ClassicEnvironment : IEnvironment
{
    private readonly double[] _states;
    private readonly int[] _steps;
    private readonly RandomStream[] _streams;
    private readonly int _stateSize;
    private readonly int _maxSteps;
    private readonly int _limit;

    /// <summary>Reserves the rows.</summary>
    /// <param name="context">Rows, streams and the step limit that the user asked for.</param>
    /// <param name="stream">The name of the random streams.</param>
    /// <param name="stateSize">How many numbers the state of a row has.</param>
    /// <param name="spec">What the task is like, with its own step limit; the last of its end reasons stands for that limit.</param>
    private protected ClassicEnvironment(EnvironmentContext context, string stream, int stateSize, EnvironmentSpec spec)
    {
        Rows = context.Rows;
        Spec = spec with { MaxSteps = context.MaxSteps ?? spec.MaxSteps };
        _maxSteps = Spec.MaxSteps ?? int.MaxValue;
        _limit = spec.EndReasons.Count - 1;
        _stateSize = stateSize;
        _states = new double[Rows * stateSize];
        _steps = new int[Rows];
        _streams = new RandomStream[Rows];
        for (int row = 0; row < Rows; row++)
        {
            _streams[row] = context.Streams.Create(stream, row);
        }
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public int Rows { get; }

    /// <inheritdoc/>
    public void Reset(EnvironmentRows rows)
    {
        rows.Rewards.Clear();
        rows.Terminated.Clear();
        rows.Truncated.Clear();
        rows.EndReasons.Clear();
        rows.Masks.Fill(true);
        for (int i = 0; i < rows.Count; i++)
        {
            Begin(rows.First + i);
            Observe(State(rows.First + i), rows.Observation(i));
        }
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            int row = rows.First + i;
            Span<double> state = State(row);
            (float reward, int end) = Advance(state, in rows, i);
            bool terminated = end >= 0;
            bool truncated = ++_steps[row] >= _maxSteps && !terminated;
            rows.Rewards[i] = reward;
            rows.Terminated[i] = terminated;
            rows.Truncated[i] = truncated;
            if (terminated || truncated)
            {
                rows.EndReasons[i] = terminated ? end : _limit;
                Observe(state, rows.FinalObservation(i));
                Begin(row);
            }

            Observe(state, rows.Observation(i));
        }
    }

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        writer.Write<double>("states", _states);
        writer.Write<int>("steps", _steps);
        RandomStream.Save(writer, "streams", _streams);
    }

    /// <inheritdoc/>
    public void LoadState(StateReader reader)
    {
        reader.Read<double>("states", _states);
        reader.Read<int>("steps", _steps);
        RandomStream.Load(reader, "streams", _streams);
    }

    /// <summary>Does nothing: there is nothing to free.</summary>
    public void Dispose()
    {
    }

    /// <summary>Draws the state in which an episode begins.</summary>
    private protected abstract void Draw(Span<double> state, ref RandomStream random);

    /// <summary>Moves a state on by the action of row <paramref name="i"/> of these.</summary>
    private protected abstract ClassicStep Advance(Span<double> state, in EnvironmentRows rows, int i);

    /// <summary>Writes what an agent sees of a state.</summary>
    private protected abstract void Observe(ReadOnlySpan<double> state, Span<float> observation);

    /// <summary>Refuses a number that is no action.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not among the actions of the task.</exception>
    private protected void CheckAction(int action)
    {
        if ((uint)action >= (uint)Spec.Actions.MaskSize)
        {
            ThrowAction(action);
        }
    }

    private Span<double> State(int row) => _states.AsSpan(row * _stateSize, _stateSize);

    private void Begin(int row)
    {
        _steps[row] = 0;
        Draw(State(row), ref _streams[row]);
    }

    private void ThrowAction(int action) => throw new ArgumentOutOfRangeException(
        nameof(action), action, $"{Spec.Name} has the actions {string.Join(", ", ((DiscreteActions)Spec.Actions).Names.Select(static (n, i) => $"{i} ({n})"))}.");
}
