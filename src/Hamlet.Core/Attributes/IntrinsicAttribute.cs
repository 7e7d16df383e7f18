using Hamlet.Algorithms;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>Makes a class an intrinsic reward: <c>intrinsic: { type: NAME }</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
[SectionKeys("type")]
public sealed class IntrinsicAttribute(string name) : PluginAttribute<IIntrinsic, IntrinsicContext>(name);
