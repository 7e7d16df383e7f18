using Hamlet.Environments;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>Makes a class a wrapper: <c>environment: { wrappers: [{ type: NAME }] }</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
[SectionKeys("type")]
public sealed class WrapperAttribute(string name) : PluginAttribute<IWrapper, WrapperContext>(name);
