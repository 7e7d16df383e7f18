namespace Hamlet.Generators.Plugins;

/// <summary>One plugin; every type is written as code writes it.</summary>
/// <param name="Name">What the configuration file calls it.</param>
/// <param name="Role">The interface that it implements.</param>
/// <param name="Context">What the framework may give its constructor.</param>
/// <param name="Type">The class.</param>
/// <param name="Description">Its doc comment as plain text.</param>
/// <param name="Options">Its options record, or null if it has none.</param>
/// <param name="TakesContext">Whether its constructor asks for the context.</param>
/// <param name="Adapter">What makes the role of it, given a way to make it and the context; null if it has the role itself.</param>
/// <param name="Experimental">The ids by which the compiler warns of it and of its options.</param>
internal sealed record PluginModel(
    string Name,
    string Role,
    string Context,
    string Type,
    string Description,
    string? Options,
    bool TakesContext,
    string? Adapter,
    EquatableArray<string> Experimental);
