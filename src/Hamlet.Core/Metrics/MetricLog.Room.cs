using System.Runtime.CompilerServices;

namespace Hamlet.Metrics;

/// <content>What happens while there is no room: waiting or dropping.</content>
public sealed unsafe partial class MetricLog
{
    /// <summary>A place in the ring, as soon as there is one; null if the record was dropped instead.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private byte* WaitForRoom(ByteRing ring, int length, long step)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _writer!.ThrowIfDamaged();
        var spin = default(SpinWait);
        while (true)
        {
            bool wake = true;
            byte* entry = TryReportDrops() ? ring.TryClaimSlowly(length, out wake) : null;
            if (wake)
            {
                _writer!.Wake();
            }

            if (entry is not null || Drops(step))
            {
                return entry;
            }

            spin.SpinOnce();
        }
    }

    private bool WaitForSideBuffer(int size, long step, out Span<byte> buffer)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        _writer!.ThrowIfDamaged();
        var spin = default(SpinWait);
        while (!_beside.TryClaim(size, out buffer))
        {
            _writer!.Wake();
            if (Drops(step))
            {
                return false;
            }

            spin.SpinOnce();
        }

        return true;
    }

    /// <summary>Whether a record for which there is no room is dropped; counts it if so.</summary>
    private bool Drops(long step)
    {
        if (_options.WhenFull != FullRingPolicy.Drop)
        {
            return false;
        }

        _dropped++;
        _droppedStep = step;
        _ring!.RevokeLimit();
        return true;
    }

    /// <summary>
    /// Logs how many records were dropped, if there are any of which that was not said yet. False while more than half of the ring is in
    /// use: with a count at each free byte, a ring that stays full would hold little else.
    /// </summary>
    private bool TryReportDrops()
    {
        if (_dropped != _reportedDrops)
        {
            byte* entry = _ring!.IsHalfEmpty ? _ring.TryClaimSlowly(EntryHeader.Size + sizeof(long), out _) : null;
            if (entry is null)
            {
                return false;
            }

            Write(_ring, entry, new DroppedRecords { Step = _droppedStep, Total = _dropped }, sizeof(long));
            _reportedDrops = _dropped;
        }

        return true;
    }
}
