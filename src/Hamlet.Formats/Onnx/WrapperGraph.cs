using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Plugins;

namespace Hamlet.Formats.Onnx;

/// <summary>The operations of the wrappers that a policy sees its world through, as far as they are of the kind that a model can express.</summary>
internal sealed class WrapperGraph(OnnxGraph graph, PluginCatalog catalog)
{
    /// <summary>Adds them.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="observation">What the world shows.</param>
    /// <returns>What the network sees, and what it may do.</returns>
    /// <exception cref="InvalidDataException">A wrapper is unknown, or does something else.</exception>
    public (string Seen, ActionSpace Actions) Add(PolicyFile policy, string observation)
    {
        EnvironmentSpec seen = policy.Environment;
        for (int i = 0; i < policy.Wrappers.Count; i++)
        {
            PolicyWrapper wrapper = policy.Wrappers[i];
            IWrapper made = PolicyWrappers.Create(wrapper, PolicyWrappers.Bind(wrapper, catalog), seen);
            if (made is not IAffineObservations affine || made.Spec.ObservationSize != seen.ObservationSize)
            {
                throw new InvalidDataException(
                    $"the policy sees its world through the wrapper '{wrapper.Type}', which has no form in ONNX; export it as safetensors, which has everything");
            }

            observation = Add(affine, FormattableString.Invariant($"wrapper.{i}"), observation, seen.ObservationSize);
            seen = made.Spec;
        }

        return (observation, seen.Actions);
    }

    private string Add(IAffineObservations affine, string name, string observation, int size)
    {
        float[] shift = new float[size];
        float[] scale = new float[size];
        (float low, float high) = affine.Describe(shift, scale);
        string centred = graph.Add("Sub", $"{name}.centred", [observation, graph.Constant(OnnxTensor.Of($"{name}.shift", shift, size))]);
        string scaled = graph.Add("Mul", $"{name}.scaled", [centred, graph.Constant(OnnxTensor.Of($"{name}.scale", scale, size))]);
        return graph.Add(
            "Clip",
            $"{name}.values",
            [scaled, graph.Constant(OnnxTensor.Of($"{name}.low", [low])), graph.Constant(OnnxTensor.Of($"{name}.high", [high]))]);
    }
}
