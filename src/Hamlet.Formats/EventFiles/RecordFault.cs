namespace Hamlet.Formats.EventFiles;

/// <summary>Bytes of a file that are no record.</summary>
/// <param name="Offset">Where they begin.</param>
/// <param name="Bytes">How many they are.</param>
/// <param name="Reason">What is wrong, a sentence without a stop.</param>
internal readonly record struct RecordFault(long Offset, long Bytes, string Reason);
