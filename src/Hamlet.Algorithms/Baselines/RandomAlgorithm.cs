namespace Hamlet.Algorithms.Baselines;

/// <summary>Uniformly random allowed actions: what any learning must beat.</summary>
[Algorithm("random")]
public sealed class RandomAlgorithm : FixedAlgorithm
{
    private readonly AlgorithmContext _context;

    /// <summary>Takes a stream.</summary>
    public RandomAlgorithm(AlgorithmContext context)
        : base(new RandomPolicy(context.Environment, context.Streams.Create("actions")))
    {
        _context = context;
    }

    /// <inheritdoc/>
    public override IPolicy CreatePolicy() => new RandomPolicy(_context.Environment, _context.Streams.Create("policy"));
}
