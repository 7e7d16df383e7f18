namespace Hamlet.Hosting.Sweeps;

/// <summary>A combination of choices that is tried.</summary>
/// <param name="Index">Its number, counted from 0.</param>
/// <param name="Choices">The choices, in the order of the sweep's parameters.</param>
internal sealed record SweepTrial(int Index, IReadOnlyList<SweepChoice> Choices)
{
    /// <summary>Its name, by which its runs with different seeds are taken together.</summary>
    public string Name => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"trial_{Index:D4}");

    /// <summary>The choices in words; equal for equal ones.</summary>
    public override string ToString() => string.Join(", ", Choices);
}
