namespace Hamlet.Environments;

/// <summary><see cref="TownShapedReward"/>: the sum of its parts.</summary>
internal sealed class ShapedRule : TownRewardRule
{
    private readonly RewardBand[] _bands;
    private readonly NeedBonus? _need;
    private readonly ProximityBonus? _proximity;
    private readonly DistancePenalty[] _distance;
    private readonly float _death;

    public ShapedRule(TownShapedReward options, TownWorld world, TownIndex index)
    {
        float farthest = world.Grid.Width + world.Grid.Height;
        _bands = [.. options.Bands.Select(b => new RewardBand(b, index))];
        _need = options.Need is { } need ? new NeedBonus(need, world, index) : null;
        _proximity = options.Proximity is { } proximity ? new ProximityBonus(proximity, farthest, index) : null;
        _distance = [.. options.Distance.Select(d => new DistancePenalty(d, farthest, index))];
        _death = (float)options.Death;
        Parts = WithDeath(
            _death,
            [
                .. options.Bands.Select(static b => $"state_{string.Join('_', b.Meters)}"),
                .. _need is null ? [] : (string[])["need"],
                .. _proximity is null ? [] : (string[])["proximity"],
                .. options.Distance.Select(static d => $"distance_{d.Meter}"),
            ]);
    }

    public override IReadOnlyList<string> Parts { get; }

    public override float Of(in TownMoment moment, Span<float> parts)
    {
        float reward = 0;
        int part = 0;
        foreach (RewardBand band in _bands)
        {
            reward += Add(band.Of(moment.After), parts, ref part);
        }

        if (_need is not null)
        {
            reward += Add(moment.Completed >= 0 ? _need.Of(moment.Completed, moment.Before) : 0, parts, ref part);
        }

        if (_proximity is not null)
        {
            reward += Add(_proximity.Of(moment), parts, ref part);
        }

        foreach (DistancePenalty penalty in _distance)
        {
            reward += Add(-penalty.Of(moment), parts, ref part);
        }

        return moment.Died ? reward + Add(_death, parts, ref part) : reward;
    }

    // A death without a price is in no list of parts.
    private static float Add(float value, Span<float> parts, ref int part)
    {
        if (part < parts.Length)
        {
            parts[part++] += value;
        }

        return value;
    }
}
