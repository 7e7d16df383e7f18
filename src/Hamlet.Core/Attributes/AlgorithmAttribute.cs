using Hamlet.Algorithms;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>Makes a class an algorithm: <c>agents: [{ algorithm: NAME }]</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class AlgorithmAttribute(string name) : PluginAttribute<IAlgorithm, AlgorithmContext>(name);
