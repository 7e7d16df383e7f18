namespace Hamlet.Formats.EventFiles;

/// <summary>A number that <see cref="EventScanner"/> found in an event.</summary>
/// <param name="TagStart">Where its tag begins in the event's bytes.</param>
/// <param name="TagLength">How many bytes of UTF-8 the tag has.</param>
/// <param name="Value">The number.</param>
/// <param name="Bare">
/// Whether it is a tensor that does not say which dashboard it belongs to: it is what the first value of its tag was.
/// </param>
internal readonly record struct ScannedScalar(int TagStart, int TagLength, double Value, bool Bare);
