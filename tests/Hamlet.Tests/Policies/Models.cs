using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Networks;
using Hamlet.Numerics;
using Hamlet.Randomness;

namespace Hamlet.Tests.Policies;

/// <summary>Policies with random parameters, of every kind of action.</summary>
internal static class Models
{
    public static readonly ActionSpace Discrete = new DiscreteActions(["left", "right", "wait"]);
    public static readonly ActionSpace Several = new MultiDiscreteActions([2, 3, 4]);
    public static readonly ActionSpace Numbers = new ContinuousActions([-0.05f, float.NegativeInfinity], [0.05f, 0.1f]);

    public static EnvironmentSpec Spec(ActionSpace actions) => new()
    {
        Name = "sample/L1",
        Fields =
        [
            new ObservationField("position", 0, 2, -1, 1, ["x", "y"]),
            new ObservationField("speed", 2, 3, float.NegativeInfinity, float.PositiveInfinity, []),
        ],
        Actions = actions,
        HasMasks = actions is not ContinuousActions,
    };

    public static NetworkPolicy Create(ActionSpace actions, Activation activation = Activation.Tanh, HeadKind kind = HeadKind.Linear, Recurrence recurrence = Recurrence.None)
    {
        int width = actions is ContinuousActions ? actions.ContinuousSize : actions.MaskSize;
        var spec = new NetworkSpec
        {
            Inputs = 5,
            Trunk = new NetworkOptions { Hidden = [7, 6], Activation = activation, Recurrent = recurrence, RecurrentSize = 9 },
            Heads = [new HeadSpec("value", 1), new HeadSpec("policy", width, kind, Gain: 3), new HeadSpec("log_std", 2, HeadKind.StateIndependent)],
        };
        using var backend = new ManagedBackend(new ManagedBackendOptions(), new BackendContext());
        var random = new RandomStream(7);
        using INetwork network = backend.CreateNetwork(spec, ref random);
        return new NetworkPolicy(network.CreateInference(), actions, "policy");
    }

    public static PolicyFile File(ActionSpace actions, Activation activation = Activation.Tanh, HeadKind kind = HeadKind.Linear, Recurrence recurrence = Recurrence.None)
    {
        using NetworkPolicy policy = Create(actions, activation, kind, recurrence);
        return PolicyFile.Of(policy.Model, Spec(actions), "agent_0", 1234);
    }

    /// <summary>Random observations, and masks that allow at least one choice in each branch.</summary>
    public static EnvironmentBatch Batch(ActionSpace actions, int rows, ulong seed = 1)
    {
        var random = new RandomStream(seed);
        var batch = new EnvironmentBatch(Spec(actions), rows);
        foreach (ref float value in batch.All.Observations)
        {
            value = (float)(2 * random.NextGaussian());
        }

        int[] branches = actions switch { DiscreteActions one => [one.Count], MultiDiscreteActions several => [.. several.Counts], _ => [] };
        Span<bool> masks = batch.All.Masks;
        while (!masks.IsEmpty)
        {
            foreach (int count in branches)
            {
                foreach (ref bool allowed in masks[..count])
                {
                    allowed = random.NextDouble() < 0.6;
                }

                masks[random.NextInt32(count)] = true;
                masks = masks[count..];
            }
        }

        return batch;
    }
}
