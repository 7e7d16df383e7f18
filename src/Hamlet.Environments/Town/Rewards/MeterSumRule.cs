namespace Hamlet.Environments;

/// <summary><see cref="TownMetersReward"/> with a weighted sum.</summary>
internal sealed class MeterSumRule(TownMetersReward options, TownIndex index) : TownRewardRule
{
    private readonly int[] _meters = [.. options.Sum.Keys.Select(index.Meter)];
    private readonly float[] _weights = [.. options.Sum.Values.Select(static w => (float)w)];
    private readonly float _scale = (float)options.Scale;
    private readonly float _constant = (float)options.Constant;
    private readonly float _death = (float)options.Death;

    public override float Of(in TownMoment moment)
    {
        if (moment.Died)
        {
            return _death;
        }

        float sum = _constant;
        for (int i = 0; i < _meters.Length; i++)
        {
            sum += _weights[i] * moment.After[_meters[i]];
        }

        return _scale * sum;
    }
}
