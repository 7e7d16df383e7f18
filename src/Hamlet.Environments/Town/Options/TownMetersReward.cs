using System.Collections.ObjectModel;
using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>
/// How well the agent is: scale * (constant + the product or the weighted sum of meters), each as a share of its range, after the step.
/// </summary>
[Options]
public sealed partial record TownMetersReward
{
    /// <summary>What everything is multiplied by.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>What is added before scaling.</summary>
    public double Constant { get; init; }

    /// <summary>The meters that are multiplied; either these or a sum.</summary>
    public IReadOnlyList<string> Product { get; init; } = [];

    /// <summary>The weights of the meters that are added up; either these or a product.</summary>
    public IReadOnlyDictionary<string, double> Sum { get; init; } = ReadOnlyDictionary<string, double>.Empty;

    /// <summary>The reward of the step in which the agent dies, in place of everything else.</summary>
    public double Death { get; init; }

    /// <summary>Where the reward stands.</summary>
    public ConfigSpan Place { get; init; }
}
