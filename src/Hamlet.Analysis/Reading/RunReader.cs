using Hamlet.Formats.EventFiles;
using Hamlet.Formats.EventFiles.Protos;

namespace Hamlet.Analysis.Reading;

/// <summary>
/// Reads the event files of one run, of any writer. Each call of <see cref="Read"/> goes on where the last one stopped, so that a run can be
/// followed; where that does not lead to what reading all anew gives, it reads all anew.
/// </summary>
/// <param name="folder">The run.</param>
/// <param name="visitor">Where its scalars go.</param>
internal sealed class RunReader(RunFolder folder, IScalarVisitor visitor)
{
    /// <summary>A writer says START in one of its first records.</summary>
    private const int RecordsOfStart = 8;

    private readonly EventScanner _scanner = new();
    private readonly RestartPlan _plan = new();
    private bool _overtaken;
    private LogFile _file = null!;
    private long _voidFrom;
    private double _previousTime = double.NaN;

    /// <summary>What has been read.</summary>
    public RunData Data { get; private set; } = new(folder);

    /// <summary>
    /// Reads what is new. All is read anew when a restart is found too late, or a file was replaced.
    /// </summary>
    public void Read()
    {
        IReadOnlyList<string> paths = folder.EventFiles();
        if (paths.Count == 0)
        {
            ReadSummary();
            return;
        }

        if (!Continues(paths))
        {
            Reset();
            _plan.Clear();
        }

        foreach (string path in paths.Skip(Data.Files.Count))
        {
            Data.Files.Add(new LogFile(path));
            FindStart(Data.Files.Count - 1);
        }

        do
        {
            if (_overtaken)
            {
                Restart();
            }

            ReadFiles();
        }
        while (_overtaken);

        if (Data.Session != RunSession.Ended && RunStatusFile.Read(folder.Path) is var session and not RunSession.Unknown)
        {
            Data.Session = session;
        }
    }

    private void ReadSummary()
    {
        Reset();
        _file = new LogFile(Path.Combine(folder.Path, RunFolder.SummaryFile));
        Data.Files.Add(_file);
        LogFile file = _file;
        Guarded(file, () =>
        {
            try
            {
                using var text = new StreamReader(file.Path);
                SummaryJsonReader.Read(text, Data.Table, visitor, (time, step) =>
                {
                    NoteTime(time);
                    NoteStep(step);
                });
            }
            catch (InvalidDataException e)
            {
                file.Add(new RecordFault(0, new FileInfo(file.Path).Length, e.Message));
            }
        });
    }

    private bool Continues(IReadOnlyList<string> paths)
    {
        if (paths.Count < Data.Files.Count)
        {
            return false;
        }

        for (int i = 0; i < Data.Files.Count; i++)
        {
            if (Data.Files[i].Path != paths[i] || new FileInfo(paths[i]).Length < Data.Files[i].Position)
            {
                return false;
            }
        }

        return true;
    }

    private void Reset()
    {
        Data = new RunData(folder);
        visitor.Reset();
        _overtaken = false;
        _previousTime = double.NaN;
    }

    private void Restart()
    {
        string[] paths = [.. Data.Files.Select(static f => f.Path)];
        Reset();
        Data.Files.AddRange(paths.Select(static p => new LogFile(p)));
    }

    private void FindStart(int index)
    {
        LogFile file = Data.Files[index];
        Guarded(file, () =>
        {
            using var reader = new RecordReader(file.Path);
            for (int i = 0; i < RecordsOfStart; i++)
            {
                long offset = reader.Position;
                if (reader.Read(out ReadOnlySpan<byte> payload) != RecordKind.Whole)
                {
                    return;
                }

                if (!_scanner.TryScan(payload) && EventMessages.TryParse(payload, out Event? message))
                {
                    NoteStart(message, index, offset);
                }
            }
        });
    }

    private void NoteStart(Event message, int file, long offset)
    {
        if (message.SessionLog?.Status == SessionLog.Types.Status.Start && _plan.Add(new Restart(file, offset, message.Step)))
        {
            // Values that this one makes void may have been counted.
            _overtaken |= message.Step <= Data.TotalSteps;
        }
    }

    private void ReadFiles()
    {
        for (int i = 0; i < Data.Files.Count && !_overtaken; i++)
        {
            int index = i;
            Guarded(Data.Files[i], () => ReadFile(index));
        }
    }

    private static void Guarded(LogFile file, Action action)
    {
        try
        {
            action();
            file.Unreadable = null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            file.Unreadable = e.Message;
        }
    }

    private void ReadFile(int index)
    {
        _file = Data.Files[index];
        using var reader = new RecordReader(_file.Path, _file.Position);
        _voidFrom = _plan.VoidFrom(index, _file.Position - 1);
        while (!_overtaken)
        {
            long offset = reader.Position;
            switch (reader.Read(out ReadOnlySpan<byte> payload))
            {
                case RecordKind.End:
                    _file.TornBytes = reader.FileLength - reader.Position;
                    return;
                case RecordKind.Damaged:
                    _file.Add(reader.Fault);
                    break;
                case RecordKind.Large:
                    _file.LargeRecords++;
                    break;
                default:
                    _file.Records++;
                    TakeRecord(payload, index, offset);
                    break;
            }

            _file.Position = reader.Position;
        }
    }

    private void TakeRecord(ReadOnlySpan<byte> payload, int index, long offset)
    {
        if (_scanner.TryScan(payload))
        {
            TakeScalars(payload);
        }
        else if (EventMessages.TryParse(payload, out Event? message))
        {
            NoteStart(message, index, offset);
            if (message.SessionLog is not null)
            {
                _voidFrom = _plan.VoidFrom(index, offset);
            }

            TakeMessage(message);
        }
        else
        {
            _file.Add(new RecordFault(offset, payload.Length, "a record with right checksums holds no event"));
        }
    }

    private void TakeScalars(ReadOnlySpan<byte> payload)
    {
        NoteTime(_scanner.WallTime);
        if (_scanner.Step >= _voidFrom)
        {
            Data.VoidValues += _scanner.Scalars.Length;
            return;
        }

        NoteStep(_scanner.Step);
        foreach (ref readonly ScannedScalar scalar in _scanner.Scalars)
        {
            RunTag tag = Data.Table.Find(payload.Slice(scalar.TagStart, scalar.TagLength));
            if (scalar.Bare && tag.Plugin is { } plugin && plugin != EventMessages.ScalarsPlugin)
            {
                tag.OtherValues++;
                continue;
            }

            visitor.Visit(tag, _scanner.Step, _scanner.WallTime, scalar.Value);
        }
    }

    private void TakeMessage(Event message)
    {
        _file.Writer ??= message.SourceMetadata?.Writer;
        if (message.Summary is null)
        {
            return;
        }

        NoteTime(message.WallTime);
        foreach (Summary.Types.Value value in message.Summary.Value)
        {
            if (message.Step >= _voidFrom)
            {
                Data.VoidValues++;
                continue;
            }

            RunTag tag = Data.Table.Find(value.Tag);
            string plugin = EventMessages.Plugin(value);
            if (EventMessages.TryScalar(value, tag.Plugin, out double number))
            {
                NoteStep(message.Step);
                visitor.Visit(tag, message.Step, message.WallTime, number);
            }
            else
            {
                tag.OtherValues++;
                tag.OtherKind = OtherKind(value, tag.Plugin ?? plugin);
                RunNotes.Take(Data, value, plugin);
                visitor.VisitOther(tag, message.Step, message.WallTime, value);
            }

            if (plugin.Length > 0)
            {
                tag.Plugin ??= plugin;
            }
        }
    }

    private static string OtherKind(Summary.Types.Value value, string plugin) => value.ValueCase switch
    {
        Summary.Types.Value.ValueOneofCase.Image => "images",
        Summary.Types.Value.ValueOneofCase.Histo => "histograms",
        Summary.Types.Value.ValueOneofCase.Audio => "audio",
        _ when plugin.Length > 0 => plugin,
        _ => "tensors",
    };

    private void NoteStep(long step)
    {
        if (step > Data.TotalSteps)
        {
            Data.TotalSteps = step;
        }
    }

    private void NoteTime(double time)
    {
        if (!double.IsFinite(time))
        {
            return;
        }

        _file.FirstTime = Math.Min(_file.FirstTime, time);
        _file.LastTime = Math.Max(_file.LastTime, time);
        Data.LastTime = Math.Max(Data.LastTime, time);
        if (time - _previousTime > Data.LongestGap)
        {
            Data.LongestGap = time - _previousTime;
        }

        _previousTime = time;
    }
}
