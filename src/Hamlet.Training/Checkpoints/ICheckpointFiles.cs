namespace Hamlet.Training.Checkpoints;

/// <summary>
/// Everything that saving a checkpoint does to a disk, one call each, so that a test can let any of them fail. Reading needs no such thing:
/// a damaged file stands for every failure there.
/// </summary>
internal interface ICheckpointFiles
{
    /// <summary>Makes a directory, with those above it; one that is there stays.</summary>
    void CreateDirectory(string path);

    /// <summary>Makes a file that is not there yet, to be written from its beginning.</summary>
    Stream Create(string path);

    /// <summary>Waits until the device has what was written to a file that is still open.</summary>
    void Flush(Stream file);

    /// <summary>Waits until the device has a directory's names: without it a file may be whole and yet not be found after a power failure.</summary>
    void FlushDirectory(string path);

    /// <summary>Gives a directory another name, which no other has, in one step.</summary>
    void Move(string from, string to);

    /// <summary>Deletes a directory with everything in it; nothing if it is not there.</summary>
    void Delete(string path);
}
