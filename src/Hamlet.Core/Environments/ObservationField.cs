namespace Hamlet.Environments;

/// <summary>A named part of the observation.</summary>
/// <param name="Name">Its name, such as <c>meters</c>.</param>
/// <param name="Offset">Where it begins in a row.</param>
/// <param name="Size">How many values it has.</param>
/// <param name="Low">The least value that may occur; may be negative infinity.</param>
/// <param name="High">The greatest value that may occur; may be infinity.</param>
/// <param name="Names">The names of the values, or none.</param>
public sealed record ObservationField(string Name, int Offset, int Size, float Low, float High, IReadOnlyList<string> Names);
