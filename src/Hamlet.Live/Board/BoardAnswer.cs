namespace Hamlet.Live.Board;

/// <summary>What the board answers.</summary>
/// <param name="Type">The media type.</param>
/// <param name="Content">The content.</param>
/// <param name="FileName">The name under which a browser keeps it, or null to show it.</param>
internal sealed record BoardAnswer(string Type, byte[] Content, string? FileName = null);
