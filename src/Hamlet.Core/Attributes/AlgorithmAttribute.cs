using Hamlet.Algorithms;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>Makes a class an algorithm: <c>agents: [{ algorithm: NAME }]</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
[SectionKeys("agent_id", "algorithm", "init_from", "clones", "exploration", "wrappers", "intrinsic", "curriculum")]
public sealed class AlgorithmAttribute(string name) : PluginAttribute<IAlgorithm, AlgorithmContext>(name);
