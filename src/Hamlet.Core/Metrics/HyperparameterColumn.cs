namespace Hamlet.Metrics;

/// <summary>A hyperparameter by which several runs are told apart.</summary>
/// <param name="Name">Its dotted name.</param>
/// <param name="Kind">What its values are; where they are of several kinds, texts.</param>
/// <param name="Values">The values that occur, each once, numbers in ascending order; empty where that is not known.</param>
public sealed record HyperparameterColumn(string Name, HyperparameterKind Kind, IReadOnlyList<Hyperparameter> Values)
{
    /// <summary>The column of a hyperparameter's values, of which there is at least one.</summary>
    public static HyperparameterColumn Of(IReadOnlyList<Hyperparameter> values)
    {
        HyperparameterKind kind = values.All(v => v.Kind == values[0].Kind) ? values[0].Kind : HyperparameterKind.Text;
        IEnumerable<Hyperparameter> distinct = values.DistinctBy(static v => v.Text)
            .Select(v => v.Kind == kind ? v : Hyperparameter.Of(v.Name, v.Text));
        return new HyperparameterColumn(values[0].Name, kind, [.. distinct.OrderBy(static v => v.Number).ThenBy(static v => v.Text, StringComparer.Ordinal)]);
    }
}
