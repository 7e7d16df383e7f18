namespace Hamlet.Configuration;

/// <summary>The options of a plugin that has none.</summary>
public sealed record NoOptions : IOptions<NoOptions>
{
    /// <summary>The only value.</summary>
    public static NoOptions Instance { get; } = new();

    /// <inheritdoc/>
    public static OptionsSchema Schema => OptionsSchema.Empty;

    /// <inheritdoc/>
    public static NoOptions Bind(ConfigMap map, ConfigBinder binder) => Instance;

    /// <inheritdoc/>
    public static ConfigMap ToConfig(NoOptions options, ConfigWriter writer) => ConfigMap.Empty(default);
}
