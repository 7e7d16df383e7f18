namespace Hamlet.Outputs.Csv;

/// <summary>One column of a file.</summary>
/// <param name="Name">What stands in the header.</param>
/// <param name="Description">What it means.</param>
/// <param name="Tag">The tag of its values, with its <c>{parts}</c>; null where they have none.</param>
/// <param name="Unit">The unit, or null.</param>
internal sealed record CsvColumn(string Name, string Description, string? Tag = null, string? Unit = null);
