using Hamlet.Environments;
using Hamlet.Plugins;

namespace Hamlet.Algorithms;

/// <summary>A wrapper that a policy sees its world through, as data: what it was made from, and what it has learned.</summary>
/// <param name="Plugin">The plugin with its options.</param>
/// <param name="Wrapper">The policy's frozen copy.</param>
public sealed record WrapperModel(BoundPlugin<IWrapper, WrapperContext> Plugin, IWrapper Wrapper);
