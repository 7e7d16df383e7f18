using Hamlet.Callbacks;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>Makes a class a callback: <c>callbacks: [{ type: NAME }]</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
[SectionKeys("type")]
public sealed class CallbackAttribute(string name) : PluginAttribute<ICallback, CallbackContext>(name);
