using Hamlet.Environments;
using Hamlet.Plugins;

namespace Hamlet.Training.Worlds;

/// <summary>
/// Holds the actions, which somebody's code has just chosen, to those that there are, before a world is given them: what the world makes of
/// others is the world's fault in an error, or is noticed by nobody. Numbers have to be numbers; those beyond their bounds many a world clips.
/// </summary>
/// <param name="spec">What may be done.</param>
internal sealed class ActionCheck(EnvironmentSpec spec)
{
    private readonly int[] _branches = [.. spec.Actions.Branches];

    private readonly int _components = spec.Actions.ContinuousSize;

    /// <summary>The place among the actions of the first one that there is not, or -1.</summary>
    public int Find(EnvironmentRows rows)
    {
        ReadOnlySpan<int> actions = rows.Actions;
        if (_components > 0)
        {
            return Finite.All(rows.ContinuousActions) ? -1 : FirstThatIsNone(rows.ContinuousActions);
        }

        if (_branches.Length == 1)
        {
            uint choices = (uint)_branches[0];
            for (int i = 0; i < actions.Length; i++)
            {
                if ((uint)actions[i] >= choices)
                {
                    return i;
                }
            }

            return -1;
        }

        int branch = 0;
        for (int i = 0; i < actions.Length; i++)
        {
            if ((uint)actions[i] >= (uint)_branches[branch])
            {
                return i;
            }

            branch = branch + 1 == _branches.Length ? 0 : branch + 1;
        }

        return -1;
    }

    private static int FirstThatIsNone(ReadOnlySpan<float> values)
    {
        int i = 0;
        while (float.IsFinite(values[i]))
        {
            i++;
        }

        return i;
    }

    /// <summary>What to say of it.</summary>
    /// <param name="who">Who chose it, such as <c>algorithm 'dqn' of agent 'a'</c>.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="place">What <see cref="Find"/> found.</param>
    public PluginException Fault(string who, EnvironmentRows rows, int place)
    {
        if (_components > 0)
        {
            return new PluginException(FormattableString.Invariant(
                $"{who}, row {rows.First + (place / _components)}: the action is {rows.ContinuousActions[place]}: what it has learned has diverged, and a smaller learning_rate may keep it from that"));
        }

        int row = rows.First + (place / _branches.Length);
        int branch = place % _branches.Length;
        string which = _branches.Length == 1 ? "" : FormattableString.Invariant($" of branch {branch}");
        return new PluginException(FormattableString.Invariant(
            $"{who}, row {row}: the action{which} is {rows.Actions[place]}, and may be 0 to {_branches[branch] - 1}"));
    }
}
