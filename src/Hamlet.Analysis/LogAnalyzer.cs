using Hamlet.Analysis.Diagnoses;
using Hamlet.Analysis.Reading;
using Hamlet.Analysis.Rules;

namespace Hamlet.Analysis;

/// <summary>Reads every run under a directory and says what is to be said of it; again and again where the runs go on.</summary>
/// <param name="directory">The log directory.</param>
/// <param name="rules">The rules.</param>
/// <param name="time">The clock, which says how old the last value is.</param>
internal sealed class LogAnalyzer(string directory, AnalysisRules rules, TimeProvider time)
{
    private readonly Dictionary<string, RunReader> _readers = new(StringComparer.Ordinal);

    /// <summary>Reads what is new, and analyzes all.</summary>
    public LogAnalysis Analyze()
    {
        double now = (time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        return new LogAnalysis(directory, [.. Read().Select(data =>
        {
            var view = new RunView(data, rules, now);
            return new RunAnalysis(view, AllDiagnoses.Examine(view));
        })]);
    }

    /// <summary>Reads what is new; the runs in natural order.</summary>
    public IReadOnlyList<RunData> Read()
    {
        var runs = new List<RunData>();
        foreach (RunFolder folder in RunFolder.Find(directory))
        {
            if (!_readers.TryGetValue(folder.Path, out RunReader? reader))
            {
                reader = new RunReader(folder, SeriesVisitor.Instance);
                _readers.Add(folder.Path, reader);
            }

            reader.Read();
            runs.Add(reader.Data);
        }

        return runs;
    }
}
