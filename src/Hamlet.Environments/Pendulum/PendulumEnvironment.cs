using Hamlet.Randomness;

namespace Hamlet.Environments;

/// <summary>
/// A hanging rod, to be swung up and held by a torque too weak to lift it at once: Pendulum-v1 with the equations and constants that
/// Gymnasium publishes. A step costs angle² + 0.1 speed² + 0.001 torque², with the angle from upright in [-pi, pi), as they are before the
/// step. It never terminates; an episode is truncated after 200 steps. A torque beyond its bounds is one at its bound.
/// </summary>
[Environment("pendulum")]
public sealed class PendulumEnvironment : ClassicEnvironment
{
    private const double Gravity = 10;
    private const double Mass = 1;
    private const double Length = 1;
    private const double TimeStep = 0.05;
    private const double MaxSpeed = 8;
    private const float MaxTorque = 2;
    private const int StateSize = 2;

    private static readonly EnvironmentSpec s_spec = new()
    {
        Name = "Pendulum-v1",
        Fields =
        [
            new ObservationField("cos_angle", 0, 1, -1, 1, []),
            new ObservationField("sin_angle", 1, 1, -1, 1, []),
            new ObservationField("angular_velocity", 2, 1, -(float)MaxSpeed, (float)MaxSpeed, []),
        ],
        Actions = new ContinuousActions([-MaxTorque], [MaxTorque]),
        EndReasons = ["max_steps"],
        MaxSteps = 200,
    };

    /// <summary>Makes the environment.</summary>
    /// <param name="context">Rows, streams and the step limit; without one, 200.</param>
    public PendulumEnvironment(EnvironmentContext context)
        : base(context, "pendulum", StateSize, s_spec)
    {
    }

    private protected override void Draw(Span<double> state, ref RandomStream random)
    {
        state[0] = random.NextDouble(-Math.PI, Math.PI);
        state[1] = random.NextDouble(-1, 1);
    }

    private protected override ClassicStep Advance(Span<double> state, in EnvironmentRows rows, int i)
    {
        double torque = rows.ContinuousActions[i];
        if (double.IsNaN(torque))
        {
            ThrowTorque();
        }

        torque = Math.Clamp(torque, -MaxTorque, MaxTorque);
        double angle = state[0];
        double speed = state[1];
        double fromUpright = angle - (2 * Math.PI * Math.Floor((angle + Math.PI) / (2 * Math.PI)));
        double cost = (fromUpright * fromUpright) + (0.1 * (speed * speed)) + (0.001 * (torque * torque));

        double acceleration = (3 * Gravity / (2 * Length) * Math.Sin(angle)) + (3 / (Mass * Length * Length) * torque);
        state[1] = Math.Clamp(speed + (acceleration * TimeStep), -MaxSpeed, MaxSpeed);
        state[0] = angle + (state[1] * TimeStep);
        return new ClassicStep((float)-cost, ClassicStep.GoesOn);
    }

    private protected override void Observe(ReadOnlySpan<double> state, Span<float> observation)
    {
        (double sin, double cos) = Math.SinCos(state[0]);
        observation[0] = (float)cos;
        observation[1] = (float)sin;
        observation[2] = (float)state[1];
    }

    private static void ThrowTorque() => throw new ArgumentException("A torque is a number, this one is NaN.");
}
