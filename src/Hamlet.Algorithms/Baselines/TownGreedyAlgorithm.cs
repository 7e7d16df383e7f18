using Hamlet.Configuration;

namespace Hamlet.Algorithms.Baselines;

/// <summary>The plain plan of <see cref="TownGreedyPolicy"/>: what a person would write before learning is tried.</summary>
[Algorithm("town_greedy")]
public sealed class TownGreedyAlgorithm : FixedAlgorithm
{
    private readonly FixedOptions _options;
    private readonly AlgorithmContext _context;

    /// <summary>Looks the town's meters and affordances up.</summary>
    /// <exception cref="ConfigException">The environment is no town.</exception>
    public TownGreedyAlgorithm(FixedOptions options, AlgorithmContext context)
        : base(new TownGreedyPolicy(context.Environment, options.Span))
    {
        _options = options;
        _context = context;
    }

    /// <inheritdoc/>
    public override IPolicy CreatePolicy() => new TownGreedyPolicy(_context.Environment, _options.Span);
}
