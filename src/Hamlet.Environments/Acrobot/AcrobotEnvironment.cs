using Hamlet.Randomness;

namespace Hamlet.Environments;

/// <summary>
/// Two hanging links with a motor between them, to be swung up to the bar above: Acrobot-v1 with the equations and constants that Gymnasium
/// publishes (Sutton, "Generalization in reinforcement learning: successful examples using sparse coarse coding", 1996; the equations are
/// those of Sutton and Barto's book, as <see cref="AcrobotDynamics"/>). Every step costs 1, the one that gets there nothing; an episode is
/// truncated after 500 steps.
/// </summary>
[Environment("acrobot")]
public sealed class AcrobotEnvironment : ClassicEnvironment
{
    private const double Spread = 0.1;

    private const int SwungUp = 0;

    private static readonly EnvironmentSpec s_spec = new()
    {
        Name = "Acrobot-v1",
        Fields =
        [
            new ObservationField("cos_angle_1", 0, 1, -1, 1, []),
            new ObservationField("sin_angle_1", 1, 1, -1, 1, []),
            new ObservationField("cos_angle_2", 2, 1, -1, 1, []),
            new ObservationField("sin_angle_2", 3, 1, -1, 1, []),
            new ObservationField("angular_velocity_1", 4, 1, -(float)AcrobotDynamics.MaxSpeed1, (float)AcrobotDynamics.MaxSpeed1, []),
            new ObservationField("angular_velocity_2", 5, 1, -(float)AcrobotDynamics.MaxSpeed2, (float)AcrobotDynamics.MaxSpeed2, []),
        ],
        Actions = new DiscreteActions(["negative_torque", "no_torque", "positive_torque"]),
        EndReasons = ["swung_up", "max_steps"],
        SuccessReasons = ["swung_up"],
        MaxSteps = 500,
    };

    /// <summary>Makes the environment.</summary>
    /// <param name="context">Rows, streams and the step limit; without one, 500.</param>
    public AcrobotEnvironment(EnvironmentContext context)
        : base(context, "acrobot", AcrobotDynamics.StateSize, s_spec)
    {
    }

    private protected override void Draw(Span<double> state, ref RandomStream random)
    {
        foreach (ref double value in state)
        {
            value = random.NextDouble(-Spread, Spread);
        }
    }

    private protected override ClassicStep Advance(Span<double> state, in EnvironmentRows rows, int i)
    {
        int action = rows.Actions[i];
        CheckAction(action);
        AcrobotDynamics.Advance(state, action - 1);
        bool up = -Math.Cos(state[0]) - Math.Cos(state[1] + state[0]) > 1;
        return up ? new ClassicStep(0, SwungUp) : new ClassicStep(-1, ClassicStep.GoesOn);
    }

    private protected override void Observe(ReadOnlySpan<double> state, Span<float> observation)
    {
        (double sin1, double cos1) = Math.SinCos(state[0]);
        (double sin2, double cos2) = Math.SinCos(state[1]);
        observation[0] = (float)cos1;
        observation[1] = (float)sin1;
        observation[2] = (float)cos2;
        observation[3] = (float)sin2;
        observation[4] = (float)state[2];
        observation[5] = (float)state[3];
    }
}
