using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Plugins;

namespace Hamlet.Formats.Onnx;

/// <summary>
/// A policy as an ONNX model. Inputs: <c>observation</c> [batch, observation size]; <c>mask</c> [batch, choices], where the environment has
/// masks; <c>state</c> [batch, state size], where the network remembers, zeros in the first step of an episode. Outputs: <c>action</c>, whole
/// numbers [batch] or with several branches [batch, branches], or numbers [batch, components]; what it was decided by, before the mask and
/// before bounds, as <c>q</c>, <c>logits</c> or <c>mean</c>; <c>next_state</c>, the state of the next step.
/// </summary>
public static class PolicyOnnx
{
    /// <summary>Writes a policy as a model.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="stream">Receives the file's content.</param>
    /// <param name="catalog">Where its wrappers are found; null for the plugins of this program.</param>
    /// <exception cref="InvalidDataException">The policy has a wrapper that is unknown, or one that no model can express.</exception>
    public static void Write(PolicyFile policy, Stream stream, PluginCatalog? catalog = null)
    {
        var graph = new OnnxGraph();
        EnvironmentSpec environment = policy.Environment;
        string observation = graph.Input(new OnnxValue("observation", OnnxType.Float, environment.ObservationSize, Fields(environment)));
        (string seen, ActionSpace actions) = new WrapperGraph(graph, catalog ?? PluginCatalog.Host).Add(policy, observation);
        string values = new NetworkGraph(graph, policy).Add(seen, HeadName(policy));
        new ActionGraph(graph, environment with { Actions = actions }).Add(values);
        string version = typeof(PolicyOnnx).Assembly.GetName().Version?.ToString(3) ?? "";
        stream.Write(OnnxWriter.Write(
            graph,
            version,
            $"{policy.Agent} in {environment.Name}",
            ("agent", policy.Agent),
            ("environment", environment.Name),
            ("step", policy.Step is { } step ? FormattableString.Invariant($"{step}") : "")));
    }

    // What the values are, as the field's own words have it.
    private static string HeadName(PolicyFile policy) => policy switch
    {
        { Environment.Actions: ContinuousActions } => "mean",
        { Head: "q" } => "q",
        _ => "logits",
    };

    private static string Fields(EnvironmentSpec environment) => string.Join("; ", environment.Fields.Select(static f =>
        FormattableString.Invariant($"{f.Offset}..{f.Offset + f.Size - 1} {f.Name}{(f.Names.Count > 0 ? $" ({string.Join(", ", f.Names)})" : "")}")));
}
