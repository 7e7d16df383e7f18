namespace Hamlet.Environments;

/// <summary>What an environment may offer beside <see cref="IEnvironment"/>: named quantities of each row that are worth a curve.</summary>
public interface IMeters
{
    /// <summary>Their names, in the order of the values.</summary>
    IReadOnlyList<string> MeterNames { get; }

    /// <summary>Copies the present values of a row. Allocates nothing.</summary>
    /// <param name="row">The row, counted from the environment's first.</param>
    /// <param name="values">As many places as there are names.</param>
    void ReadMeters(int row, Span<float> values);

    /// <summary>
    /// Copies the values that a row had at the end of its last episode: from the step in which that ended, when the row has already begun the
    /// next one, until that one ends. Allocates nothing.
    /// </summary>
    /// <param name="row">The row, counted from the environment's first.</param>
    /// <param name="values">As many places as there are names.</param>
    /// <returns>False where they are not kept.</returns>
    bool TryReadFinalMeters(int row, Span<float> values) => false;
}
