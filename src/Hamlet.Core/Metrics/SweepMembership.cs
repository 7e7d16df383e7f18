namespace Hamlet.Metrics;

/// <summary>What a run that is one of a sweep's says of that, for outputs which compare runs.</summary>
/// <param name="Sweep">The sweep's name.</param>
/// <param name="Group">What the runs of one trial, which differ in nothing but the seed, have in common.</param>
/// <param name="Columns">The hyperparameters in which the sweep's trials differ: the same in all of its runs.</param>
public sealed record SweepMembership(string Sweep, string Group, IReadOnlyList<HyperparameterColumn> Columns);
