using Hamlet.Environments;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>Makes a class an environment: <c>environment: { type: NAME }</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class EnvironmentAttribute(string name) : PluginAttribute<IEnvironment, EnvironmentContext>(name);
