namespace Hamlet.Tests.Environments.CartPole;

/// <summary>
/// The equations of CartPole-v1 as Gymnasium publishes them, written down once more and for themselves: the reference that the
/// environment is compared with. Also the order of operations is theirs: an unstable system makes much of a last bit.
/// </summary>
internal static class CartPoleReference
{
    public static double[] Next(double[] state, int action)
    {
        double x = state[0], xDot = state[1], theta = state[2], thetaDot = state[3];
        double force = action == 1 ? 10.0 : -10.0;
        double cosTheta = Math.Cos(theta), sinTheta = Math.Sin(theta);
        double temp = (force + 0.05 * (thetaDot * thetaDot) * sinTheta) / 1.1;
        double thetaAcc = (9.8 * sinTheta - cosTheta * temp) / (0.5 * (4.0 / 3.0 - 0.1 * (cosTheta * cosTheta) / 1.1));
        double xAcc = temp - 0.05 * thetaAcc * cosTheta / 1.1;
        return [x + 0.02 * xDot, xDot + 0.02 * xAcc, theta + 0.02 * thetaDot, thetaDot + 0.02 * thetaAcc];
    }

    public static bool Ends(double[] state) =>
        state[0] < -2.4 || state[0] > 2.4 || state[2] < -12 * 2 * Math.PI / 360 || state[2] > 12 * 2 * Math.PI / 360;

    /// <summary>Pushes against the way the pole is falling: holds it up for ever.</summary>
    public static int Balance(ReadOnlySpan<float> state) =>
        (0.5f * state[0]) + state[1] + (20 * state[2]) + (3 * state[3]) > 0 ? 1 : 0;
}
