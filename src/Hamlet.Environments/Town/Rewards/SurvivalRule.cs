namespace Hamlet.Environments;

/// <summary><see cref="TownSurvivalReward"/>.</summary>
internal sealed class SurvivalRule(TownSurvivalReward options) : TownRewardRule
{
    private readonly float _step = (float)options.Step;
    private readonly float _death = (float)options.Death;

    public override float Of(in TownMoment moment) => moment.Died ? _death : _step;
}
