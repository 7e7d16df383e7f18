namespace Hamlet.Generators.Configuration;

/// <summary>One option.</summary>
/// <param name="Property">The property.</param>
/// <param name="Key">The key in the file.</param>
/// <param name="Type">Its type.</param>
/// <param name="InheritedFrom">
/// The base that is an options record itself and knows the option, or null. What else there is to know is taken from there at run time,
/// since neither a default nor a doc comment can be read out of another assembly.
/// </param>
/// <param name="Facts">What else there is to know of an option that is not inherited so; else null.</param>
internal sealed record OptionModel(string Property, string Key, OptionType Type, string? InheritedFrom, OptionFacts? Facts);
