using System.Globalization;

namespace Hamlet.Hosting.Query;

/// <summary>Prints what a query found.</summary>
internal abstract class QueryPrinter
{
    /// <summary>Takes the names of the columns.</summary>
    public abstract void Begin(IReadOnlyList<string> columns);

    /// <summary>Takes a row, which is the caller's.</summary>
    public abstract void Add(IReadOnlyList<object?> row);

    /// <summary>There are no more rows.</summary>
    public abstract void End();

    /// <summary>A value as text, in the digits that read back to the same number.</summary>
    protected static string Text(object? value) => value switch
    {
        null => "",
        IReadOnlyList<string> texts => string.Join(", ", texts),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
