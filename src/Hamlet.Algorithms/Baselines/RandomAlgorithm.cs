using Hamlet.Configuration;
using Hamlet.Environments;

namespace Hamlet.Algorithms.Baselines;

/// <summary>Uniformly random allowed actions: what any learning must beat.</summary>
[Algorithm("random")]
public sealed class RandomAlgorithm : FixedAlgorithm
{
    private readonly AlgorithmContext _context;

    /// <summary>Takes a stream.</summary>
    /// <exception cref="ConfigException">An action has no finite bounds to draw within.</exception>
    public RandomAlgorithm(FixedOptions options, AlgorithmContext context)
        : base(Create(options, context))
    {
        _context = context;
    }

    /// <inheritdoc/>
    public override IPolicy CreatePolicy() => new RandomPolicy(_context.Environment, _context.Streams.Create("policy"));

    private static RandomPolicy Create(FixedOptions options, AlgorithmContext context)
    {
        if (context.Environment.Actions is ContinuousActions bounds && !bounds.Low.Concat(bounds.High).All(float.IsFinite))
        {
            throw new ConfigException(options.Span, $"random draws within bounds; the actions of '{context.Environment.Name}' have no finite ones");
        }

        return new RandomPolicy(context.Environment, context.Streams.Create("actions"));
    }
}
