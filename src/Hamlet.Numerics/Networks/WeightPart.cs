namespace Hamlet.Numerics;

/// <summary>A part of a layer's weights that one thread works on: the weights of some of its inputs, or of some of its outputs.</summary>
/// <param name="Layer">The layer.</param>
/// <param name="First">The first of them.</param>
/// <param name="Count">How many there are.</param>
internal readonly record struct WeightPart(int Layer, int First, int Count)
{
    // A multiple of the heights of all tiles but the narrow one.
    private const int Tiles = 12;

    /// <summary>Cuts a layer's inputs so that several threads have about the same work with them.</summary>
    public static IEnumerable<WeightPart> OfInputs(int layer, LayerLayout layout, int threads)
    {
        int parts = threads == 1 ? 1 : 4 * threads;
        int count = ((((layout.Inputs + parts - 1) / parts) + Tiles - 1) / Tiles) * Tiles;
        for (int first = 0; first < layout.Inputs; first += count)
        {
            yield return new WeightPart(layer, first, Math.Min(count, layout.Inputs - first));
        }
    }

    /// <summary>The panels of a layer's outputs.</summary>
    public static IEnumerable<WeightPart> OfOutputs(int layer, LayerLayout layout)
    {
        for (int first = 0; first < layout.Outputs; first += Panels.Width)
        {
            yield return new WeightPart(layer, first, Math.Min(Panels.Width, layout.Outputs - first));
        }
    }
}
