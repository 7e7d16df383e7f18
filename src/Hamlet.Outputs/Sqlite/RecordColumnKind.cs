namespace Hamlet.Outputs.Sqlite;

/// <summary>What a column comes from. The names, in lower case, stand in the table <c>record_fields</c>.</summary>
internal enum RecordColumnKind
{
    /// <summary>A run-time part of the tags.</summary>
    Part,

    /// <summary>A number.</summary>
    Scalar,

    /// <summary>A text.</summary>
    Text,

    /// <summary>One figure of a distribution.</summary>
    Histogram,

    /// <summary>Numbers by name, which have a table of their own.</summary>
    Map,
}
