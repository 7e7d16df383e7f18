namespace Hamlet.State;

/// <summary>
/// Something whose state belongs in a checkpoint. Saving and loading into an object made from the same options continues bit for bit.
/// </summary>
public interface IStateful
{
    /// <summary>Writes every field that a continued run needs, under names that stay.</summary>
    void SaveState(StateWriter writer);

    /// <summary>Reads what <see cref="SaveState"/> wrote, also what an older version did.</summary>
    /// <exception cref="StateException">A field is missing, has another type or another size.</exception>
    void LoadState(StateReader reader);
}
