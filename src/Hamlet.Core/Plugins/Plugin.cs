using Hamlet.Configuration;
using Hamlet.Metrics;

namespace Hamlet.Plugins;

/// <summary>What is known of a plugin. Made by generated code.</summary>
public abstract class Plugin
{
    private protected Plugin(string name, Type type, string description, OptionsSchema options)
    {
        Name = name;
        Type = type;
        Description = description;
        Options = options;
    }

    /// <summary>What the configuration file calls it.</summary>
    public string Name { get; }

    /// <summary>The class.</summary>
    public Type Type { get; }

    /// <summary>The class's doc comment as plain text.</summary>
    public string Description { get; }

    /// <summary>The schema of its options.</summary>
    public OptionsSchema Options { get; }

    /// <summary>The interface that it implements, which is what kind of plugin it is.</summary>
    public abstract Type Role { get; }

    /// <summary>What a user calls this kind, such as <c>algorithm</c>.</summary>
    public string Kind => Role == typeof(IMetricSink) ? "output" : Role.Name[1..].ToLowerInvariant();
}
