namespace Hamlet.Formats.EventFiles;

/// <summary>What <see cref="RecordReader"/> found.</summary>
internal enum RecordKind
{
    /// <summary>A record whose checksums are right.</summary>
    Whole,

    /// <summary>A record whose checksums are right and that is too large to be held; it was passed over.</summary>
    Large,

    /// <summary>Bytes that are no record; they were passed over.</summary>
    Damaged,

    /// <summary>There is nothing more, or nothing complete: what stands at the end is read again when the file has grown.</summary>
    End,
}
