using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Configuration;

/// <summary>
/// Which marked records get their generated part. One that is misused gets none, and then what would use that part gets none either: an analyzer says what is
/// wrong with the one, and errors of the compiler in generated code would only hide it.
/// </summary>
internal static class WrittenOptions
{
    // Asked for each record, each plugin that has it and each record that it stands in. A symbol is its compilation's, and forgotten with it.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, StrongBox<bool>> s_known = new();

    /// <summary>Whether a record gets its part, or has it already: it and all the records in it.</summary>
    public static bool Has(ITypeSymbol type, CancellationToken cancel)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var open = new Queue<ISymbol>(Restriction.Named(type));
        while (open.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            if (open.Dequeue().OriginalDefinition is not INamedTypeSymbol record || !IsToBeWritten(record) || !seen.Add(record))
            {
                continue;
            }

            if (!CanBeWrittenOnce(record, cancel))
            {
                return false;
            }

            foreach (ISymbol used in Options(record).SelectMany(static p => Restriction.Named(p.Type)))
            {
                open.Enqueue(used);
            }
        }

        return true;
    }

    // A record of another assembly has its part, and so has, in a finished compilation, one of this.
    private static bool IsToBeWritten(INamedTypeSymbol type) =>
        type.FindAttribute(KnownNames.OptionsAttribute) is not null && !type.Interfaces.Any(static i => i.Is(KnownNames.OptionsInterface));

    private static bool CanBeWrittenOnce(INamedTypeSymbol record, CancellationToken cancel)
    {
        if (!s_known.TryGetValue(record, out StrongBox<bool>? known))
        {
            bool can = CanBeWritten(record, cancel);
            known = s_known.GetValue(record, _ => new StrongBox<bool>(can));
        }

        return known.Value;
    }

    // A struct cannot be marked, as the compiler says by itself.
    private static bool CanBeWritten(INamedTypeSymbol record, CancellationToken cancel) =>
        !record.IsValueType
            && record.TakesGeneratedPart(cancel)
            && OptionsMembers.WhyNotMade(record) is null
            && !OptionsMembers.HasDuplicateKey(record)
            && !Restriction.IsAnyForbidden(OptionsMembers.Used(record))
            && Options(record).All(static p => OptionsMembers.SharedWord(p) is null && OptionType.CanParse(p.Type));

    private static IEnumerable<IPropertySymbol> Options(INamedTypeSymbol record) =>
        OptionsMembers.Settable(record).Where(static p => !OptionsMembers.IsPlace(p));
}
