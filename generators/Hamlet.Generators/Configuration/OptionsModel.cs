namespace Hamlet.Generators.Configuration;

/// <summary>An options record.</summary>
/// <param name="Type">The record.</param>
/// <param name="Name">Its simple name.</param>
/// <param name="Description">Its doc comment as plain text.</param>
/// <param name="Options">Its options, inherited ones first.</param>
/// <param name="Required">The members without which it cannot be made, options or not.</param>
/// <param name="Places">Its properties that receive the place it was read from.</param>
/// <param name="Experimental">The ids by which the compiler warns of what it uses.</param>
internal sealed record OptionsModel(
    TypeDeclaration Type,
    string Name,
    string Description,
    EquatableArray<OptionModel> Options,
    EquatableArray<string> Required,
    EquatableArray<string> Places,
    EquatableArray<string> Experimental);
