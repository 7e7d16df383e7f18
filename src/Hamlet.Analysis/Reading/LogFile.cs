using Hamlet.Formats.EventFiles;

namespace Hamlet.Analysis.Reading;

/// <summary>What was read of one event file.</summary>
/// <param name="path">Its path.</param>
internal sealed class LogFile(string path)
{
    /// <summary>How many faults are kept; beyond that they are only counted.</summary>
    public const int KeptFaults = 5;

    private readonly List<RecordFault> _faults = [];

    /// <summary>Its path.</summary>
    public string Path { get; } = path;

    /// <summary>Its name.</summary>
    public string Name { get; } = System.IO.Path.GetFileName(path);

    /// <summary>Where reading goes on.</summary>
    public long Position { get; set; }

    /// <summary>The bytes at its end that are no whole record; normal in a file that is being written, or whose writer was killed.</summary>
    public long TornBytes { get; set; }

    /// <summary>How many records were read.</summary>
    public long Records { get; set; }

    /// <summary>How many were too large to be opened.</summary>
    public long LargeRecords { get; set; }

    /// <summary>How many places are no records, or records that hold no event.</summary>
    public long FaultCount { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<RecordFault> Faults => _faults;

    /// <summary>The program that wrote it, as it says; null if it does not.</summary>
    public string? Writer { get; set; }

    /// <summary>The least time of a value, in seconds since 1970 UTC; infinite if there is none.</summary>
    public double FirstTime { get; set; } = double.PositiveInfinity;

    /// <summary>The greatest time of a value.</summary>
    public double LastTime { get; set; } = double.NegativeInfinity;

    /// <summary>Why it cannot be read; null if it can.</summary>
    public string? Unreadable { get; set; }

    /// <summary>What is wrong with it, a sentence without a stop; null if nothing is.</summary>
    public string? Trouble
    {
        get
        {
            if (Unreadable is not null || FaultCount == 0)
            {
                return Unreadable;
            }

            string places = string.Join("; ", _faults.Select(static f => $"{f.Reason} at byte {f.Offset} ({f.Bytes} bytes left out)"));
            return $"{FaultCount} damaged {(FaultCount == 1 ? "place" : "places")}: {places}{(FaultCount > _faults.Count ? $"; and {FaultCount - _faults.Count} more" : "")}";
        }
    }

    /// <summary>Notes a fault.</summary>
    public void Add(RecordFault fault)
    {
        FaultCount++;
        if (_faults.Count < KeptFaults)
        {
            _faults.Add(fault);
        }
    }
}
