using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>Every name in a world, those in its levels included, must be that of a meter or of an affordance.</summary>
internal sealed class TownReferences
{
    private readonly TownWorld _world;
    private readonly TownProblems _problems;

    private TownReferences(TownWorld world, TownProblems problems)
    {
        _world = world;
        _problems = problems;
    }

    /// <param name="world">The world as it is written.</param>
    /// <param name="reward">The reward that an experiment pays instead of the world's, if any.</param>
    /// <param name="problems">What is wrong.</param>
    public static void Check(TownWorld world, TownReward? reward, TownProblems problems)
    {
        var references = new TownReferences(world, problems);
        references.CheckWorld();
        if (reward is not null)
        {
            references.Reward("the experiment's reward", reward);
        }

        foreach ((string name, TownLevel level) in world.Levels)
        {
            references.CheckLevel($"level '{name}'", level);
        }
    }

    private void CheckWorld()
    {
        foreach (TownModulation modulation in _world.Modulations)
        {
            Pair("modulation", modulation.Source, modulation.Target, modulation.Place);
        }

        foreach (TownCascade cascade in _world.Cascades)
        {
            Pair("cascade", cascade.Source, cascade.Target, cascade.Place);
        }

        Costs("the world's costs", _world.Costs);
        Reward("the world's reward", _world.Reward);
        foreach ((string name, TownAffordance affordance) in _world.Affordances)
        {
            Affordance($"'{name}'", affordance);
        }
    }

    private void CheckLevel(string what, TownLevel level)
    {
        Meters(what, level.Initial.Keys, level.Place);
        Meters(what, level.Depletion.Keys, level.Place);
        Affordances(what, level.Affordances ?? [], level.Place);
        Affordances(what, level.Positions.Keys, level.Place);
        Affordances(what, level.Redefined.Keys, level.Place);
        if (level.Costs is { } costs)
        {
            Costs($"the costs of {what}", costs);
        }

        if (level.Reward is { } reward)
        {
            Reward($"the reward of {what}", reward);
        }

        foreach ((string name, TownAffordance affordance) in level.Redefined)
        {
            Affordance($"'{name}' in {what}", affordance);
        }
    }

    private void Pair(string what, string source, string target, ConfigSpan place)
    {
        Meters($"the {what} from '{source}' to '{target}'", [source, target], place);
        if (source == target)
        {
            _problems.Error(place, $"the {what} from '{source}' leads to itself");
        }
    }

    private void Costs(string what, TownActionCosts costs)
    {
        Meters(what, costs.Move.Keys, costs.Place);
        Meters(what, costs.Interact.Keys, costs.Place);
        Meters(what, costs.FailedInteract.Keys, costs.Place);
        Meters(what, costs.Wait.Keys, costs.Place);
    }

    private void Affordance(string what, TownAffordance affordance)
    {
        Meters(what, affordance.Cost.Keys, affordance.Place);
        Meters(what, affordance.Effects.Keys, affordance.Place);
        if (affordance.Impaired is { } impaired)
        {
            Meters(what, impaired.Below.Keys, impaired.Place);
            Meters(what, impaired.Factor.Keys, impaired.Place);
        }

        if (affordance.Temporal is { } temporal)
        {
            Meters(what, temporal.Cost.Keys, temporal.Place);
            Meters(what, temporal.Effects.Keys, temporal.Place);
            Meters(what, temporal.Completion.Keys, temporal.Place);
        }
    }

    private void Reward(string what, TownReward reward)
    {
        if (reward.Meters is { } meters)
        {
            Meters(what, meters.Product.Concat(meters.Sum.Keys), meters.Place);
        }

        if (reward.Sparse is { } sparse)
        {
            Meters(what, sparse.Healthy, sparse.Place);
        }

        if (reward.Shaped is { } shaped)
        {
            Shaped(what, shaped);
        }
    }

    private void Shaped(string what, TownShapedReward shaped)
    {
        foreach (TownRewardBand band in shaped.Bands)
        {
            Meters(what, band.Meters, band.Place);
        }

        if (shaped.Need is { } need)
        {
            Meters(what, need.Urgency.Keys, need.Place);
        }

        foreach ((string meter, TownProximityTarget target) in shaped.Proximity?.Toward ?? new Dictionary<string, TownProximityTarget>())
        {
            Meters(what, [meter], target.Place);
            Affordances(what, [target.Affordance], target.Place);
        }

        foreach (TownDistancePenalty penalty in shaped.Distance)
        {
            Meters(what, [penalty.Meter], penalty.Place);
            Affordances(what, penalty.Nearest, penalty.Place);
        }
    }

    private void Meters(string what, IEnumerable<string> names, ConfigSpan place) =>
        Known(what, "meter", names, [.. _world.Meters.Keys], place);

    private void Affordances(string what, IEnumerable<string> names, ConfigSpan place) =>
        Known(what, "affordance", names, [.. _world.Affordances.Keys], place);

    private void Known(string what, string kind, IEnumerable<string> names, string[] known, ConfigSpan place)
    {
        foreach (string name in names)
        {
            if (!known.Contains(name, StringComparer.Ordinal))
            {
                _problems.Error(place, $"{what}: there is no {kind} '{name}'{NearestName.Suggest(name, known)}");
            }
        }
    }
}
