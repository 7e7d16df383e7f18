using Hamlet.Tests.Outputs.Faults;

namespace Hamlet.Tests.Training.Replays;

/// <summary>A file on a disk that is full as long as a fault says so.</summary>
internal sealed class FullFile(string path, Fault fault) : FileStream(path, FileMode.Create, FileAccess.Write)
{
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (fault.Full)
        {
            // As on a real one, a part still fits.
            base.Write(buffer[..(buffer.Length / 2)]);
            throw new IOException("No space left on device");
        }

        base.Write(buffer);
    }
}
