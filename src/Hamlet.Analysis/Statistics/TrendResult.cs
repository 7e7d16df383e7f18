namespace Hamlet.Analysis.Statistics;

/// <summary>What <see cref="TrendTest"/> found.</summary>
/// <param name="Trend">Where the series goes.</param>
/// <param name="Slope">Its change a step: the median of the slopes between all pairs of blocks.</param>
/// <param name="SlopeLow">The lower end of the slope's 95 % interval.</param>
/// <param name="SlopeHigh">The upper end.</param>
/// <param name="Z">The statistic of Mann and Kendall in standard deviations: beyond ±2.58 chance explains less than 1 %.</param>
internal sealed record TrendResult(Trend Trend, double Slope, double SlopeLow, double SlopeHigh, double Z);
