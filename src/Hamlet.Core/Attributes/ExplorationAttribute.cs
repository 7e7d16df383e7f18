using Hamlet.Algorithms;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>Makes a class an exploration: <c>exploration: { type: NAME }</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
[SectionKeys("type")]
public sealed class ExplorationAttribute(string name) : PluginAttribute<IExploration, ExplorationContext>(name);
