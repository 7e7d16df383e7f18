namespace Hamlet.Metrics;

/// <summary>A picture; copied before <c>Log</c> returns. The default value means that there is none.</summary>
/// <param name="Width">Pixels across.</param>
/// <param name="Height">Pixels down.</param>
/// <param name="Channels">Bytes a pixel: 1 gray, 3 RGB, 4 RGBA.</param>
/// <param name="Pixels">Rows from the top, <c>Width * Height * Channels</c> bytes.</param>
public readonly record struct MetricImage(int Width, int Height, int Channels, ReadOnlyMemory<byte> Pixels);
