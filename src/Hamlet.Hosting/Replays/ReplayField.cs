namespace Hamlet.Hosting.Replays;

/// <summary>A part of a state.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Offset">Where it begins.</param>
/// <param name="Size">How many values it has.</param>
/// <param name="Names">Their names, or none.</param>
internal sealed record ReplayField(string Name, int Offset, int Size, IReadOnlyList<string> Names);
