namespace Hamlet.Environments;

/// <summary>
/// <see cref="TownNeedReward"/>. The effects are those that the affordance promises, all of its ticks together, not what an impaired agent
/// or a full meter gets of them.
/// </summary>
internal sealed class NeedBonus
{
    private readonly int _meterCount;
    private readonly float[] _urgency;
    private readonly float[] _weights;

    public NeedBonus(TownNeedReward options, TownWorld world, TownIndex index)
    {
        _meterCount = index.MeterNames.Count;
        _urgency = [.. index.MeterNames.Select(m => (float)options.Urgency.GetValueOrDefault(m, 1))];
        _weights = new float[world.Affordances.Count * _meterCount];
        foreach ((string name, TownAffordance affordance) in world.Affordances)
        {
            foreach (string meter in index.MeterNames)
            {
                double effect = Math.Max(0, affordance.EffectOn(meter, world.Temporal));
                _weights[(index.Affordance(name) * _meterCount) + index.Meter(meter)] = (float)(options.Weight * effect / options.Unit);
            }
        }
    }

    public float Of(int affordance, ReadOnlySpan<float> before)
    {
        ReadOnlySpan<float> weights = _weights.AsSpan(affordance * _meterCount, _meterCount);
        float reward = 0;
        for (int m = 0; m < weights.Length; m++)
        {
            reward += weights[m] * Math.Min((1 - before[m]) * _urgency[m], 1);
        }

        return reward;
    }
}
