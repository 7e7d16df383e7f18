namespace Hamlet.Environments;

/// <summary><see cref="TownDistancePenalty"/>, as an amount to subtract.</summary>
internal sealed class DistancePenalty(TownDistancePenalty options, float farthest, TownIndex index)
{
    private readonly int _meter = index.Meter(options.Meter);
    private readonly int[] _nearest = [.. options.Nearest.Select(index.Affordance).Where(static a => a >= 0)];
    private readonly float _below = (float)options.Below;
    private readonly float _weight = (float)options.Weight;

    public float Of(in TownMoment moment)
    {
        float meter = moment.After[_meter];
        if (meter >= _below)
        {
            return 0;
        }

        float distance = farthest;
        foreach (int affordance in _nearest)
        {
            distance = Math.Min(distance, moment.DistanceTo(affordance));
        }

        return _weight * ((_below - meter) / _below) * (distance / farthest);
    }
}
