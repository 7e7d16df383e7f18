using Hamlet.Environments;
using Hamlet.Networks;

namespace Hamlet.Formats.Policies;

/// <summary>Between the contracts of Core and what a policy file says of them.</summary>
internal static class PolicyDocuments
{
    /// <summary>What a file says of a network.</summary>
    public static NetworkDocument Of(NetworkSpec spec) => new()
    {
        Inputs = spec.Inputs,
        Trunk = spec.Trunk,
        Heads = [.. spec.Heads.Select(static h => new HeadDocument { Name = h.Name, Width = h.Width, Kind = h.Kind })],
    };

    /// <summary>What a file says of an environment.</summary>
    public static WorldDocument Of(EnvironmentSpec spec) => new()
    {
        Name = spec.Name,
        Fields = [.. spec.Fields.Select(static f => new FieldDocument { Name = f.Name, Size = f.Size, Low = f.Low, High = f.High, Names = f.Names })],
        Actions = spec.Actions switch
        {
            DiscreteActions discrete => new ActionsDocument { Discrete = discrete.Names },
            MultiDiscreteActions several => new ActionsDocument { MultiDiscrete = several.Counts },
            ContinuousActions numbers => new ActionsDocument { Low = numbers.Low, High = numbers.High },
            _ => throw new ArgumentException($"Actions of kind {spec.Actions.GetType().Name} are unknown.", nameof(spec)),
        },
        HasMasks = spec.HasMasks,
    };

    /// <summary>The network that a file speaks of.</summary>
    public static NetworkSpec ToSpec(this NetworkDocument network) => new()
    {
        Inputs = network.Inputs,
        Trunk = network.Trunk,
        Heads = [.. network.Heads.Select(static h => new HeadSpec(h.Name, h.Width, h.Kind))],
    };

    /// <summary>The environment that a file speaks of.</summary>
    /// <exception cref="InvalidDataException">Its actions are of no kind or of several, or there is too much to observe.</exception>
    public static EnvironmentSpec ToSpec(this WorldDocument world)
    {
        var fields = new List<ObservationField>();
        long offset = 0;
        foreach (FieldDocument field in world.Fields)
        {
            if (offset + field.Size > Array.MaxLength)
            {
                throw new InvalidDataException("an observation is larger than an array may be");
            }

            fields.Add(new ObservationField(field.Name, (int)offset, field.Size, field.Low, field.High, field.Names));
            offset += field.Size;
        }

        return new EnvironmentSpec { Name = world.Name, Fields = fields, Actions = world.Actions.ToSpace(), HasMasks = world.HasMasks };
    }

    private static ActionSpace ToSpace(this ActionsDocument actions)
    {
        int kinds = (actions.Discrete.Count > 0 ? 1 : 0) + (actions.MultiDiscrete.Count > 0 ? 1 : 0) + (actions.Low.Count > 0 ? 1 : 0);
        if (kinds != 1 || actions.Low.Count != actions.High.Count || actions.MultiDiscrete.Sum(static c => (long)c) > Array.MaxLength)
        {
            throw new InvalidDataException("its actions are of no kind, or of several");
        }

        for (int i = 0; i < actions.Low.Count; i++)
        {
            if (!(actions.Low[i] <= actions.High[i]))
            {
                throw new InvalidDataException("an action's least value is above its greatest");
            }
        }

        return actions switch
        {
            { Discrete.Count: > 0 } => new DiscreteActions(actions.Discrete),
            { MultiDiscrete.Count: > 0 } => new MultiDiscreteActions(actions.MultiDiscrete),
            _ => new ContinuousActions(actions.Low, actions.High),
        };
    }
}
