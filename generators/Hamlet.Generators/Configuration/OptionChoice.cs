namespace Hamlet.Generators.Configuration;

/// <summary>One value of an enum.</summary>
/// <param name="Word">The word in the file.</param>
/// <param name="Member">The member in C#.</param>
internal sealed record OptionChoice(string Word, string Member);
