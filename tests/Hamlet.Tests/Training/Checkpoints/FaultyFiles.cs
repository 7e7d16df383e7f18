using Hamlet.Training.Checkpoints;

namespace Hamlet.Tests.Training.Checkpoints;

/// <summary>
/// The disk, with one call that fails: the n-th of all, counted over everything that saving does, each single write included. What stood
/// before a failed write stays half written, as on a full disk.
/// </summary>
internal sealed class FaultyFiles : ICheckpointFiles
{
    private readonly DiskFiles _disk = new();

    /// <summary>Which call fails, from 1; 0 for none.</summary>
    public int FailingCall { get; set; }

    /// <summary>Whether every call from there on fails, as when a disk is gone for good.</summary>
    public bool AndAllAfter { get; set; }

    /// <summary>The calls so far.</summary>
    public int Calls { get; set; }

    public void CreateDirectory(string path)
    {
        Count("make the directory", path);
        _disk.CreateDirectory(path);
    }

    public Stream Create(string path)
    {
        Count("make", path);
        return new FaultyStream(this, _disk.Create(path), path);
    }

    public void Flush(Stream file)
    {
        var faulty = (FaultyStream)file;
        Count("flush", faulty.Path);
        _disk.Flush(faulty.Inner);
    }

    public void FlushDirectory(string path)
    {
        Count("flush the directory", path);
        _disk.FlushDirectory(path);
    }

    public void Move(string from, string to)
    {
        Count("rename", from);
        _disk.Move(from, to);
    }

    public void Delete(string path)
    {
        if (Directory.Exists(path))
        {
            Count("delete", path);
        }

        _disk.Delete(path);
    }

    private void Count(string what, string path)
    {
        Calls++;
        if (FailingCall != 0 && (Calls == FailingCall || (AndAllAfter && Calls > FailingCall)))
        {
            throw new IOException($"No space left on device: cannot {what} '{path}'.");
        }
    }

    private sealed class FaultyStream(FaultyFiles files, Stream inner, string path) : Stream
    {
        public Stream Inner => inner;

        public string Path => path;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => throw new NotSupportedException();
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            inner.Write(buffer[..(buffer.Length / 2)]);
            files.Count("write", path);
            inner.Write(buffer[(buffer.Length / 2)..]);
        }

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
