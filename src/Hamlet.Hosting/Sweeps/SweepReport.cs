using Hamlet.Hosting.Query;
using Hamlet.Training.Sweeps;

namespace Hamlet.Hosting.Sweeps;

/// <summary>The table of a sweep: its trials, the best first.</summary>
/// <param name="sweep">The sweep.</param>
internal sealed class SweepReport(Sweep sweep)
{
    /// <summary>Prints it.</summary>
    public void Write(QueryPrinter printer, IReadOnlyList<SweepResult> results, bool rounded)
    {
        bool halving = sweep.Options.Method == SweepMethod.Halving;
        string[] keys = [.. results.SelectMany(static r => r.Trial.Choices).Select(static c => c.Key).Distinct(StringComparer.Ordinal)];
        string metric = sweep.Options.Metric switch
        {
            SweepMetric.FinalReturn => "final_return",
            SweepMetric.BestReturn => "best_return",
            _ => "last_return",
        };
        printer.Begin(["rank", "trial", .. keys, .. halving ? (string[])["round", "steps"] : [], metric, "std", "seeds", "runs"]);
        for (int i = 0; i < results.Count; i++)
        {
            SweepResult result = results[i];
            printer.Add(
            [
                result.Score is null ? null : (long)(i + 1),
                (long)result.Trial.Index,
                .. keys.Select(key => result.Trial.Choices.FirstOrDefault(c => c.Key == key) is { } choice ? Value(NodeText.Of(choice.Value)) : null),
                .. halving ? (object?[])[(long)(result.Rung + 1), sweep.Rungs[result.Rung].Steps] : [],
                Number(result.Score, rounded),
                Number(result.Deviation, rounded),
                (long)result.Scores.Count(static s => s is not null),
                (string[])[.. result.Runs.Select(static r => Path.GetFileName(r))],
            ]);
        }

        printer.End();
    }

    private static object? Number(double? value, bool rounded) => value is { } number && rounded ? Math.Round(number, 2) : value;

    /// <summary>A choice as a table has it.</summary>
    public static object Value(string text) =>
        double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : text;
}
