namespace Hamlet.Environments;

/// <summary><see cref="TownMetersReward"/> with a weighted sum.</summary>
internal sealed class MeterSumRule(TownMetersReward options, TownIndex index) : TownRewardRule
{
    private readonly int[] _meters = [.. options.Sum.Keys.Select(index.Meter)];
    private readonly float[] _weights = [.. options.Sum.Values.Select(static w => (float)w)];
    private readonly string[] _names = [.. options.Sum.Keys];
    private readonly float _scale = (float)options.Scale;
    private readonly float _constant = (float)options.Constant;
    private readonly float _death = (float)options.Death;

    public override IReadOnlyList<string> Parts => WithDeath(_death, [.. _names, .. _constant == 0 ? [] : (string[])["constant"]]);

    public override float Of(in TownMoment moment, Span<float> parts)
    {
        if (moment.Died)
        {
            parts[^1] += _death;
            return _death;
        }

        float sum = _constant;
        for (int i = 0; i < _meters.Length; i++)
        {
            float part = _weights[i] * moment.After[_meters[i]];
            parts[i] += _scale * part;
            sum += part;
        }

        if (_constant != 0)
        {
            parts[_meters.Length] += _scale * _constant;
        }

        return _scale * sum;
    }
}
