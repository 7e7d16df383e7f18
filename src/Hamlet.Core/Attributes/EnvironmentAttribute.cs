using Hamlet.Environments;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>
/// Makes a class an environment: <c>environment: { type: NAME }</c>. It implements <see cref="IEnvironment"/>, or <see cref="IEpisode"/>
/// alone and leaves the rest to the framework.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
[SectionKeys("type", "num_envs", "max_steps", "max_steps_per_episode", "wrappers")]
public sealed class EnvironmentAttribute(string name) : PluginAttribute<IEnvironment, EnvironmentContext>(name);
