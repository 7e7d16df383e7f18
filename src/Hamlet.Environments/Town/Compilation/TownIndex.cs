namespace Hamlet.Environments;

/// <summary>The numbers that stand for names, and tables by them.</summary>
internal sealed class TownIndex
{
    private const int Lanes = 8;

    private readonly Dictionary<string, int> _meters;
    private readonly Dictionary<string, int> _affordances;

    public TownIndex(TownWorld world)
    {
        MeterNames = [.. world.Meters.Keys];
        AffordanceNames = [.. world.Affordances.Keys];
        _meters = Numbers(MeterNames);
        _affordances = Numbers(AffordanceNames);
        Stride = (MeterNames.Count + Lanes - 1) / Lanes * Lanes;
    }

    public IReadOnlyList<string> MeterNames { get; }

    public IReadOnlyList<string> AffordanceNames { get; }

    /// <summary>The number of meters, rounded up to whole vectors.</summary>
    public int Stride { get; }

    public int Meter(string name) => _meters[name];

    /// <summary>The number of an affordance, or -1 if the level does not have it.</summary>
    public int Affordance(string name) => _affordances.GetValueOrDefault(name, -1);

    /// <summary>One padded row of meters for each item; the padding value also stands where a meter is not named.</summary>
    public float[] Table<T>(IReadOnlyList<T> items, Func<T, IReadOnlyDictionary<string, double>?> amounts, float padding = 0)
    {
        float[] table = new float[items.Count * Stride];
        table.AsSpan().Fill(padding);
        for (int i = 0; i < items.Count; i++)
        {
            foreach ((string meter, double amount) in amounts(items[i]) ?? new Dictionary<string, double>())
            {
                table[(i * Stride) + _meters[meter]] = (float)amount;
            }
        }

        return table;
    }

    public static Dictionary<string, double> Negated(IReadOnlyDictionary<string, double> amounts) =>
        amounts.ToDictionary(a => a.Key, a => -a.Value);

    private static Dictionary<string, int> Numbers(IReadOnlyList<string> names) =>
        names.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => p.i, StringComparer.Ordinal);
}
