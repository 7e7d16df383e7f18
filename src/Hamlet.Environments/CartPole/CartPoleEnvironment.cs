using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Environments;

/// <summary>
/// A pole on a cart, to be kept upright by pushing left or right: CartPole-v1 with the equations and constants that Gymnasium publishes
/// (Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve difficult learning control problems", 1983, with the
/// corrected friction-free dynamics of Florian, 2007; explicit Euler). The state is kept in double precision, the observation is its
/// rounding to single. Every step is worth 1, the last one included; an episode is truncated after 500 steps.
/// </summary>
[Environment("cartpole")]
public sealed class CartPoleEnvironment : IEnvironment
{
    internal const double Gravity = 9.8;
    internal const double CartMass = 1.0;
    internal const double PoleMass = 0.1;
    internal const double HalfLength = 0.5;
    internal const double Push = 10.0;
    internal const double TimeStep = 0.02;
    internal const double AngleLimit = 12 * 2 * Math.PI / 360;
    internal const double PositionLimit = 2.4;
    private const double TotalMass = PoleMass + CartMass;
    private const double PoleMoment = PoleMass * HalfLength;
    private const double Spread = 0.05;
    private const int DefaultMaxSteps = 500;
    private const int StateSize = 4;

    private const int LeftTrack = 0;
    private const int Fell = 1;
    private const int Limit = 2;

    private readonly double[] _states;
    private readonly int[] _steps;
    private readonly RandomStream[] _streams;
    private readonly int _maxSteps;

    /// <summary>Makes the environment.</summary>
    /// <param name="context">Rows, streams and the step limit; without one, 500.</param>
    public CartPoleEnvironment(EnvironmentContext context)
    {
        Rows = context.Rows;
        _maxSteps = context.MaxSteps ?? DefaultMaxSteps;
        _states = new double[Rows * StateSize];
        _steps = new int[Rows];
        _streams = new RandomStream[Rows];
        for (int row = 0; row < Rows; row++)
        {
            _streams[row] = context.Streams.Create("cartpole", row);
        }

        Spec = new EnvironmentSpec
        {
            Name = "CartPole-v1",
            Fields =
            [
                new ObservationField("cart_position", 0, 1, -2 * (float)PositionLimit, 2 * (float)PositionLimit, []),
                new ObservationField("cart_velocity", 1, 1, float.NegativeInfinity, float.PositiveInfinity, []),
                new ObservationField("pole_angle", 2, 1, -2 * (float)AngleLimit, 2 * (float)AngleLimit, []),
                new ObservationField("pole_velocity", 3, 1, float.NegativeInfinity, float.PositiveInfinity, []),
            ],
            Actions = new DiscreteActions(["left", "right"]),
            EndReasons = ["left_track", "pole_fell", "max_steps"],
            SuccessReasons = ["max_steps"],
            MaxSteps = _maxSteps,
        };
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
            Observe(rows.First + i, rows.Observation(i));
        }
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows rows)
    {
        for (int i = 0; i < rows.Count; i++)
        {
            int row = rows.First + i;
            Span<double> state = _states.AsSpan(row * StateSize, StateSize);
            Advance(state, rows.Actions[i]);

            bool left = Math.Abs(state[0]) > PositionLimit;
            bool fell = Math.Abs(state[2]) > AngleLimit;
            bool terminated = left || fell;
            bool truncated = ++_steps[row] >= _maxSteps && !terminated;
            rows.Rewards[i] = 1;
            rows.Terminated[i] = terminated;
            rows.Truncated[i] = truncated;
            if (terminated || truncated)
            {
                rows.EndReasons[i] = left ? LeftTrack : fell ? Fell : Limit;
                Observe(row, rows.FinalObservation(i));
                Begin(row);
            }

            Observe(row, rows.Observation(i));
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

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    // The order of operations is Gymnasium's, so that rounding is too.
    private static void Advance(Span<double> state, int action)
    {
        if ((uint)action > 1)
        {
            ThrowAction(action);
        }

        double velocity = state[1];
        double angle = state[2];
        double angularVelocity = state[3];
        double force = action == 1 ? Push : -Push;
        (double sin, double cos) = Math.SinCos(angle);

        double shared = (force + (PoleMoment * (angularVelocity * angularVelocity) * sin)) / TotalMass;
        double angularAcceleration = ((Gravity * sin) - (cos * shared))
            / (HalfLength * ((4.0 / 3.0) - (PoleMass * (cos * cos) / TotalMass)));
        double acceleration = shared - (PoleMoment * angularAcceleration * cos / TotalMass);

        state[0] += TimeStep * velocity;
        state[1] = velocity + (TimeStep * acceleration);
        state[2] = angle + (TimeStep * angularVelocity);
        state[3] = angularVelocity + (TimeStep * angularAcceleration);
    }

    private static void ThrowAction(int action) =>
        throw new ArgumentOutOfRangeException(nameof(action), action, "CartPole has the actions 0 (left) and 1 (right).");

    private void Begin(int row)
    {
        _steps[row] = 0;
        for (int k = 0; k < StateSize; k++)
        {
            _states[(row * StateSize) + k] = _streams[row].NextDouble(-Spread, Spread);
        }
    }

    private void Observe(int row, Span<float> observation)
    {
        for (int k = 0; k < StateSize; k++)
        {
            observation[k] = (float)_states[(row * StateSize) + k];
        }
    }
}
