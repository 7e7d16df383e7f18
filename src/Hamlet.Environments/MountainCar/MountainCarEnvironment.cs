using Hamlet.Randomness;

namespace Hamlet.Environments;

/// <summary>
/// A car in a valley whose motor is too weak for the hill: MountainCar-v0 with the equations and constants that Gymnasium publishes
/// (Moore, "Efficient memory-based learning for robot control", 1990). Every step costs 1 until the car is on the right hill; an episode is
/// truncated after 200 steps.
/// </summary>
[Environment("mountain_car")]
public sealed class MountainCarEnvironment : ClassicEnvironment
{
    private const double Force = 0.001;
    private const double Gravity = 0.0025;
    private const double LeftEnd = -1.2;
    private const double RightEnd = 0.6;
    private const double MaxSpeed = 0.07;
    private const double Goal = 0.5;
    private const int StateSize = 2;

    private const int Arrived = 0;

    private static readonly EnvironmentSpec s_spec = new()
    {
        Name = "MountainCar-v0",
        Fields =
        [
            new ObservationField("position", 0, 1, (float)LeftEnd, (float)RightEnd, []),
            new ObservationField("velocity", 1, 1, -(float)MaxSpeed, (float)MaxSpeed, []),
        ],
        Actions = new DiscreteActions(["left", "coast", "right"]),
        EndReasons = ["arrived", "max_steps"],
        SuccessReasons = ["arrived"],
        MaxSteps = 200,
    };

    /// <summary>Makes the environment.</summary>
    /// <param name="context">Rows, streams and the step limit; without one, 200.</param>
    public MountainCarEnvironment(EnvironmentContext context)
        : base(context, "mountain_car", StateSize, s_spec)
    {
    }

    private protected override void Draw(Span<double> state, ref RandomStream random)
    {
        state[0] = random.NextDouble(-0.6, -0.4);
        state[1] = 0;
    }

    private protected override ClassicStep Advance(Span<double> state, in EnvironmentRows rows, int i)
    {
        int action = rows.Actions[i];
        CheckAction(action);

        double velocity = state[1] + (((action - 1) * Force) + (Math.Cos(3 * state[0]) * -Gravity));
        velocity = Math.Clamp(velocity, -MaxSpeed, MaxSpeed);
        double position = Math.Clamp(state[0] + velocity, LeftEnd, RightEnd);
        // The left end is a wall, which takes all speed.
        if (position == LeftEnd && velocity < 0)
        {
            velocity = 0;
        }

        state[0] = position;
        state[1] = velocity;
        return new ClassicStep(-1, position >= Goal && velocity >= 0 ? Arrived : ClassicStep.GoesOn);
    }

    private protected override void Observe(ReadOnlySpan<double> state, Span<float> observation)
    {
        observation[0] = (float)state[0];
        observation[1] = (float)state[1];
    }
}
