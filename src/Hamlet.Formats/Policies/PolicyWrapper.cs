using Hamlet.Configuration;
using Hamlet.State;

namespace Hamlet.Formats.Policies;

/// <summary>A wrapper that a policy file's policy sees its world through.</summary>
/// <param name="Type">The name of the plugin.</param>
/// <param name="Options">Its options.</param>
/// <param name="State">What it has learned.</param>
public sealed record PolicyWrapper(string Type, ConfigMap Options, StateTree State);
