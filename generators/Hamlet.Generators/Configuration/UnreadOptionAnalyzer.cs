using System.Collections.Concurrent;
using System.Collections.Immutable;
using Hamlet.Generators.Diagnostics;
using Hamlet.Generators.Plugins;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Hamlet.Generators.Configuration;

/// <summary>
/// HAM0018: a file may set the option, and nothing happens. Asked of records that no other assembly sees, and of those that a plugin of
/// this assembly takes, with the records in them; another public record may be read elsewhere.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadOptionAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptors.UnreadOption];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        // What is generated reads every option, to write it back.
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var records = new ConcurrentBag<INamedTypeSymbol>();
            var read = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);
            start.RegisterSymbolAction(c => CollectRecords((INamedTypeSymbol)c.Symbol, records), SymbolKind.NamedType);
            start.RegisterOperationAction(c => CollectReads((IPropertyReferenceOperation)c.Operation, read), OperationKind.PropertyReference);
            var whole = new WholeReads();
            start.RegisterOperationAction(c => whole.Collect(c.Operation, c.Compilation.Assembly), WholeReads.Kinds);
            start.RegisterCompilationEndAction(end => Report(end, records, read, whole));
        });
    }

    private static void CollectRecords(INamedTypeSymbol type, ConcurrentBag<INamedTypeSymbol> records)
    {
        if (type.FindAttribute(KnownNames.OptionsAttribute) is not null && !type.IsSeenOutside())
        {
            records.Add(type);
        }

        foreach (AttributeData attribute in type.GetAttributes())
        {
            if (PluginShape.KindOf(attribute) is var (_, context)
                && PluginShape.Constructor(type) is { } constructor
                && PluginShape.OptionsParameter(constructor, context)?.Type is INamedTypeSymbol options)
            {
                records.Add(options);
            }
        }
    }

    private static void CollectReads(IPropertyReferenceOperation reference, ConcurrentDictionary<ISymbol, bool> read)
    {
        bool isSet = reference.Parent is ISimpleAssignmentOperation assignment && assignment.Target == reference;
        if (!isSet)
        {
            read[reference.Property.OriginalDefinition] = true;
        }
    }

    private static void Report(
        CompilationAnalysisContext context, IEnumerable<INamedTypeSymbol> records, ConcurrentDictionary<ISymbol, bool> read, WholeReads whole)
    {
        IReadOnlyList<INamedTypeSymbol> all = WithThoseInThem(records, context);
        foreach (INamedTypeSymbol record in WithThoseInThem(all.Where(whole.Has), context))
        {
            foreach (IPropertySymbol property in Options(record))
            {
                read[property] = true;
            }
        }

        foreach (IPropertySymbol property in all.SelectMany(Options).Distinct<IPropertySymbol>(SymbolEqualityComparer.Default))
        {
            // An obsolete one is on its way out.
            bool isToStay = property.FindAttribute(KnownNames.Obsolete) is null;
            if (isToStay && IsOurs(property, context) && !IsRead(property, read))
            {
                context.ReportDiagnostic(RuleReport.Create(
                    Descriptors.UnreadOption, property.Locations.FirstOrDefault(), property.Name, property.ContainingType.Name));
            }
        }
    }

    private static IReadOnlyList<INamedTypeSymbol> WithThoseInThem(IEnumerable<INamedTypeSymbol> records, CompilationAnalysisContext context)
    {
        var seen = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        var found = new List<INamedTypeSymbol>();
        var open = new Queue<INamedTypeSymbol>(records);
        while (open.Count > 0)
        {
            INamedTypeSymbol record = open.Dequeue().OriginalDefinition;
            if (seen.Add(record) && OptionType.IsOptions(record) && IsOurs(record, context))
            {
                found.Add(record);
                foreach (INamedTypeSymbol nested in Options(record).Select(static p => OptionType.Innermost(p.Type)).OfType<INamedTypeSymbol>())
                {
                    open.Enqueue(nested);
                }
            }
        }

        return found;
    }

    private static IEnumerable<IPropertySymbol> Options(INamedTypeSymbol record) =>
        OptionsMembers.Settable(record).Where(static p => !OptionsMembers.IsPlace(p)).Select(static p => p.OriginalDefinition);

    private static bool IsOurs(ISymbol symbol, CompilationAnalysisContext context) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, context.Compilation.Assembly);

    private static bool IsRead(IPropertySymbol property, ConcurrentDictionary<ISymbol, bool> read)
    {
        for (IPropertySymbol? p = property.OriginalDefinition; p is not null; p = p.OverriddenProperty?.OriginalDefinition)
        {
            if (read.ContainsKey(p))
            {
                return true;
            }
        }

        // Whoever knows the interface may read it.
        INamedTypeSymbol type = property.ContainingType;
        return type.AllInterfaces.SelectMany(static i => i.GetMembers().OfType<IPropertySymbol>())
            .Any(member => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(member), property));
    }
}
