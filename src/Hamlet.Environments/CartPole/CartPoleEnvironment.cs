using Hamlet.Randomness;

namespace Hamlet.Environments;

/// <summary>
/// A pole on a cart, to be kept upright by pushing left or right: CartPole-v1 with the equations and constants that Gymnasium publishes
/// (Barto, Sutton and Anderson, "Neuronlike adaptive elements that can solve difficult learning control problems", 1983, with the
/// corrected friction-free dynamics of Florian, 2007; explicit Euler). The state is kept in double precision, the observation is its
/// rounding to single. Every step is worth 1, the last one included; an episode is truncated after 500 steps.
/// </summary>
[Environment("cartpole")]
public sealed class CartPoleEnvironment : ClassicEnvironment
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
    private const int StateSize = 4;

    private const int LeftTrack = 0;
    private const int Fell = 1;

    private static readonly EnvironmentSpec s_spec = new()
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
        MaxSteps = 500,
    };

    /// <summary>Makes the environment.</summary>
    /// <param name="context">Rows, streams and the step limit; without one, 500.</param>
    public CartPoleEnvironment(EnvironmentContext context)
        : base(context, "cartpole", StateSize, s_spec)
    {
    }

    private protected override void Draw(Span<double> state, ref RandomStream random)
    {
        foreach (ref double value in state)
        {
            value = random.NextDouble(-Spread, Spread);
        }
    }

    // The order of operations is Gymnasium's, so that rounding is too.
    private protected override ClassicStep Advance(Span<double> state, in EnvironmentRows rows, int i)
    {
        int action = rows.Actions[i];
        CheckAction(action);

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

        bool left = Math.Abs(state[0]) > PositionLimit;
        bool fell = Math.Abs(state[2]) > AngleLimit;
        return new ClassicStep(1, left ? LeftTrack : fell ? Fell : ClassicStep.GoesOn);
    }

    private protected override void Observe(ReadOnlySpan<double> state, Span<float> observation)
    {
        for (int i = 0; i < StateSize; i++)
        {
            observation[i] = (float)state[i];
        }
    }
}
