namespace Hamlet.Live.Board;

/// <summary>A logged value that is no number.</summary>
/// <param name="Step">Its place on the tag's axis.</param>
/// <param name="WallTime">When it was logged, in seconds since 1970 UTC.</param>
/// <param name="Content">A <see cref="LoggedHistogram"/>, the bytes of an image, or a text.</param>
internal sealed record LoggedValue(long Step, double WallTime, object Content);
