namespace Hamlet.Analysis.Rules;

/// <summary>What a tag means.</summary>
/// <param name="Quantity">The quantity.</param>
/// <param name="Negated">Whether the tag holds its negative.</param>
/// <param name="Rank">The place of the pattern in its list: of several tags of a quantity the one with the least is judged.</param>
/// <param name="Prefix">What stands before the part that matched, such as <c>agent_0/</c>.</param>
internal sealed record TagMatch(Quantity Quantity, bool Negated, int Rank, string Prefix);
