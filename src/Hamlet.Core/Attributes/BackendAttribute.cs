using Hamlet.Networks;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>Makes a class a backend: <c>backend: { type: NAME }</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
[SectionKeys("type", "device")]
public sealed class BackendAttribute(string name) : PluginAttribute<IBackend, BackendContext>(name);
