namespace Hamlet.Outputs.Sqlite;

/// <summary>One column that a record adds to its table, or the place of one of its maps.</summary>
/// <param name="Field">The field, or the tag part, that it comes from.</param>
/// <param name="Kind">Which of them.</param>
/// <param name="Name">The column; for a map: what stands in the column <c>field</c> of the table of its values.</param>
/// <param name="Declaration">The column's type; null for a map, which has no column.</param>
/// <param name="MetricName">
/// What the view calls it, with its <c>{parts}</c> if its tag is one; null where the view does not hold it or, for a map, each value has
/// a name of its own.
/// </param>
/// <param name="Tag">The tag with its <c>{parts}</c>; for a map the prefix of the tags.</param>
/// <param name="Unit">The unit, or null.</param>
/// <param name="Description">What it means.</param>
internal sealed record RecordColumn(
    string Field,
    RecordColumnKind Kind,
    string Name,
    string? Declaration,
    string? MetricName,
    string Tag,
    string? Unit,
    string Description);
