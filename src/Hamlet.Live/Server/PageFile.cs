namespace Hamlet.Live.Server;

/// <summary>A file of the page.</summary>
/// <param name="Type">Its media type.</param>
/// <param name="Tag">Changes with its content.</param>
/// <param name="Plain">Its content.</param>
/// <param name="Packed">The same, compressed.</param>
internal sealed record PageFile(string Type, string Tag, byte[] Plain, byte[] Packed);
