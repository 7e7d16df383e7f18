namespace Hamlet.Environments;

/// <summary><see cref="TownProximityReward"/>.</summary>
internal sealed class ProximityBonus(TownProximityReward options, float farthest, TownIndex index)
{
    private readonly int[] _meters = [.. options.Toward.Keys.Select(index.Meter)];
    private readonly float[] _below = [.. options.Toward.Values.Select(static t => (float)t.Below)];
    private readonly int[] _affordances = [.. options.Toward.Values.Select(t => index.Affordance(t.Affordance))];
    private readonly float _weight = (float)options.Weight;

    public float Of(in TownMoment moment)
    {
        int worst = -1;
        float urgency = 0;
        for (int i = 0; i < _meters.Length; i++)
        {
            float meter = moment.After[_meters[i]];
            if (meter < _below[i] && 1 - meter > urgency)
            {
                worst = i;
                urgency = 1 - meter;
            }
        }

        return worst < 0 || _affordances[worst] < 0
            ? 0
            : _weight * urgency * (1 - (moment.DistanceTo(_affordances[worst]) / farthest));
    }
}
