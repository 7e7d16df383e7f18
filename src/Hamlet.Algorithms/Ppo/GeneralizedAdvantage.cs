namespace Hamlet.Algorithms.Ppo;

/// <summary>
/// Generalized advantage estimation (Schulman et al., 2016, https://arxiv.org/abs/1506.02438, equations 11 and 16), with termination and
/// truncation told apart (Pardo et al., 2018): both end the sum, only a cut-off episode is bootstrapped, from its last observation.
/// </summary>
internal static class GeneralizedAdvantage
{
    /// <summary>Computes A_t = delta_t + gamma lambda A_(t+1), delta_t = r_t + gamma V(s_(t+1)) - V(s_t), backwards in time.</summary>
    /// <param name="rows">The number of environments.</param>
    /// <param name="rewards">[steps, rows].</param>
    /// <param name="values">[steps + 1, rows]: V of what the agent saw; the last are those of what it sees now.</param>
    /// <param name="ended">[steps, rows]: whether an episode ended in the step, so that the next observation is another episode's.</param>
    /// <param name="endValues">[steps, rows]: where it ended, V of its last observation if it was truncated, 0 if it was terminated.</param>
    /// <param name="gamma">What a reward one step later counts.</param>
    /// <param name="lambda">How much of the advantage comes from later steps.</param>
    /// <param name="advantages">[steps, rows]; receives A.</param>
    public static void Compute(
        int rows,
        ReadOnlySpan<float> rewards,
        ReadOnlySpan<float> values,
        ReadOnlySpan<bool> ended,
        ReadOnlySpan<float> endValues,
        double gamma,
        double lambda,
        Span<float> advantages)
    {
        for (int row = 0; row < rows; row++)
        {
            double advantage = 0;
            for (int i = rewards.Length - rows + row; i >= 0; i -= rows)
            {
                double next = ended[i] ? endValues[i] : values[i + rows];
                double later = ended[i] ? 0 : advantage;
                advantage = rewards[i] + (gamma * next) - values[i] + (gamma * lambda * later);
                advantages[i] = (float)advantage;
            }
        }
    }
}
