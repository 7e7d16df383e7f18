using Hamlet.Analysis.Reading;

namespace Hamlet.Analysis.Diagnoses;

/// <summary>Whether the files could be read.</summary>
internal sealed class LogFileDiagnosis : IDiagnosis
{
    private const string Name = "log_files";

    /// <inheritdoc/>
    public IEnumerable<Finding> Examine(RunView run, IReadOnlyList<Finding> earlier)
    {
        foreach (LogFile file in run.Data.Files)
        {
            if (file.Unreadable is { } reason)
            {
                yield return new Finding(Name, Status.Warning, $"{file.Name} cannot be read: {reason}");
            }
            else if (file.FaultCount > 0)
            {
                yield return new Finding(Name, Status.Warning, $"{file.Name} has {file.Trouble}. All other records were read.")
                    {
                        Figures = [("damaged", file.FaultCount), ("records", file.Records)],
                    }
                    .Because("the machine or its disk failed while the file was written", "two programs wrote one file")
                    .Try("a copy of the file from elsewhere", "a directory for each run");
            }
            else if (file.LargeRecords > 0)
            {
                yield return new Finding(Name, Status.Ok, $"{file.Name} has {file.LargeRecords} records that are too large for scalars and were not opened.");
            }
        }
    }
}
