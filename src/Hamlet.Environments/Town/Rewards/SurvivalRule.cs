namespace Hamlet.Environments;

/// <summary><see cref="TownSurvivalReward"/>.</summary>
internal sealed class SurvivalRule(TownSurvivalReward options) : TownRewardRule
{
    private readonly float _step = (float)options.Step;
    private readonly float _death = (float)options.Death;

    public override IReadOnlyList<string> Parts => WithDeath(_death, "step");

    public override float Of(in TownMoment moment, Span<float> parts)
    {
        float reward = moment.Died ? _death : _step;
        parts[moment.Died ? ^1 : 0] += reward;
        return reward;
    }
}
