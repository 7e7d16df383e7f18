namespace Hamlet.Analysis.Reading;

/// <summary>A <c>SessionLog</c> that says START: everything from its step on that stands before it is void.</summary>
/// <param name="File">The file, counted from 0.</param>
/// <param name="Offset">Where the record begins.</param>
/// <param name="Step">The first step that may come again.</param>
internal readonly record struct Restart(int File, long Offset, long Step) : IComparable<Restart>
{
    /// <summary>The order of reading.</summary>
    public int CompareTo(Restart other) => (File, Offset).CompareTo((other.File, other.Offset));
}
