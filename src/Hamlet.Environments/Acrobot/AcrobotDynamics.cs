namespace Hamlet.Environments;

/// <summary>
/// The motion of the acrobot: the equations of Sutton and Barto's book (Gymnasium's <c>book</c> variant), integrated by one step of the
/// classical Runge-Kutta method of order 4. A state is both angles, the second one relative to the first link, and both angular velocities.
/// </summary>
internal static class AcrobotDynamics
{
    public const int StateSize = 4;
    public const double MaxSpeed1 = 4 * Math.PI;
    public const double MaxSpeed2 = 9 * Math.PI;

    // Both links are alike: mass, length, where the centre of mass is, moment of inertia.
    private const double Mass = 1;
    private const double Length = 1;
    private const double Centre = 0.5;
    private const double Inertia = 1;
    private const double Gravity = 9.8;
    private const double TimeStep = 0.2;

    /// <summary>Moves a state on by one time step under a torque between the links, in newton metres.</summary>
    public static void Advance(Span<double> state, double torque)
    {
        Span<double> k1 = stackalloc double[StateSize];
        Span<double> k2 = stackalloc double[StateSize];
        Span<double> k3 = stackalloc double[StateSize];
        Span<double> k4 = stackalloc double[StateSize];
        Span<double> at = stackalloc double[StateSize];

        Derive(state, torque, k1);
        Move(state, k1, TimeStep / 2, at);
        Derive(at, torque, k2);
        Move(state, k2, TimeStep / 2, at);
        Derive(at, torque, k3);
        Move(state, k3, TimeStep, at);
        Derive(at, torque, k4);

        for (int i = 0; i < StateSize; i++)
        {
            state[i] += TimeStep / 6 * (k1[i] + (2 * k2[i]) + (2 * k3[i]) + k4[i]);
        }

        state[0] = Wrap(state[0]);
        state[1] = Wrap(state[1]);
        state[2] = Math.Clamp(state[2], -MaxSpeed1, MaxSpeed1);
        state[3] = Math.Clamp(state[3], -MaxSpeed2, MaxSpeed2);
    }

    private static void Move(ReadOnlySpan<double> from, ReadOnlySpan<double> slope, double time, Span<double> to)
    {
        for (int i = 0; i < StateSize; i++)
        {
            to[i] = from[i] + (time * slope[i]);
        }
    }

    private static void Derive(ReadOnlySpan<double> state, double torque, Span<double> slope)
    {
        double angle1 = state[0];
        double angle2 = state[1];
        double speed1 = state[2];
        double speed2 = state[3];
        (double sin2, double cos2) = Math.SinCos(angle2);

        double d1 = (Mass * Centre * Centre)
            + (Mass * ((Length * Length) + (Centre * Centre) + (2 * Length * Centre * cos2)))
            + Inertia + Inertia;
        double d2 = (Mass * ((Centre * Centre) + (Length * Centre * cos2))) + Inertia;
        // The book measures angles from the horizontal, the state from hanging: cos(x - pi/2) = sin(x).
        double phi2 = Mass * Centre * Gravity * Math.Sin(angle1 + angle2);
        double phi1 = (-Mass * Length * Centre * speed2 * speed2 * sin2)
            - (2 * Mass * Length * Centre * speed2 * speed1 * sin2)
            + (((Mass * Centre) + (Mass * Length)) * Gravity * Math.Sin(angle1))
            + phi2;
        double acceleration2 = (torque + (d2 / d1 * phi1) - (Mass * Length * Centre * speed1 * speed1 * sin2) - phi2)
            / ((Mass * Centre * Centre) + Inertia - (d2 * d2 / d1));

        slope[0] = speed1;
        slope[1] = speed2;
        slope[2] = -((d2 * acceleration2) + phi1) / d1;
        slope[3] = acceleration2;
    }

    // A step turns a link by less than a whole turn, most of the time by far.
    private static double Wrap(double angle)
    {
        while (angle > Math.PI)
        {
            angle -= 2 * Math.PI;
        }

        while (angle < -Math.PI)
        {
            angle += 2 * Math.PI;
        }

        return angle;
    }
}
