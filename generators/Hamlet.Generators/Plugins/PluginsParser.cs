using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Hamlet.Generators.Configuration;
using Hamlet.Generators.Metrics;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Plugins;

/// <summary>From the symbols of plugins and of referenced assemblies to their models.</summary>
internal static class PluginsParser
{
    /// <summary>The model, or null if the class, or its options record, is misused; then an analyzer says how.</summary>
    public static PluginModel? Parse(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancel)
    {
        if (PluginShape.KindOf(attribute) is not var (role, context)
            || PluginShape.NameOf(attribute) is not { } name
            || !PluginShape.Implements(type, role)
            || PluginShape.WhyNotMade(type, context) is not null
            || Restriction.IsAnyForbidden(PluginShape.Used(type)))
        {
            return null;
        }

        IMethodSymbol constructor = PluginShape.Constructor(type)!;
        IParameterSymbol? options = PluginShape.OptionsParameter(constructor, context);
        return options is not null && !(OptionType.IsOptions(options.Type) && WrittenOptions.Has(options.Type, cancel)) ? null : new PluginModel(
            name,
            role.ToDisplayString(Formats.Full),
            context.ToDisplayString(Formats.Full),
            type.ToDisplayString(Formats.Full),
            DocComment.Summary(type, cancel),
            options?.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(Formats.Full),
            PluginShape.TakesContext(constructor, context),
            PluginShape.AdapterOf(type, role) is { } adapter ? "global::" + adapter : null,
            Restriction.Experimental(PluginShape.Used(type)));
    }

    /// <summary>A metric record; null if nothing is generated for it or the registration could not see it.</summary>
    public static RecordModel? ParseRecord(INamedTypeSymbol record, CancellationToken cancel) =>
        record.IsSeenInAssembly() && MetricsParser.CanBeWritten(record, cancel)
            ? new RecordModel(record.ToDisplayString(Formats.Full), Restriction.Experimental([record]))
            : null;

    /// <summary>All that an assembly registers, or null if that is nothing.</summary>
    public static PluginsModel? Collect(ImmutableArray<PluginModel> plugins, ImmutableArray<RecordModel> records, string space) =>
        plugins.IsEmpty && records.IsEmpty ? null : new PluginsModel(
            space,
            plugins.OrderBy(static p => p.Role, StringComparer.Ordinal).ThenBy(static p => p.Name, StringComparer.Ordinal).ToEquatableArray(),
            records.OrderBy(static r => r.Type, StringComparer.Ordinal).ToEquatableArray());

    /// <summary>Whether a compilation makes a program, which has a catalog.</summary>
    public static bool IsProgram(Compilation compilation) => compilation.Options.OutputKind
        is OutputKind.ConsoleApplication or OutputKind.WindowsApplication or OutputKind.WindowsRuntimeApplication;

    /// <summary>What a program refers to; null for a library, which has no catalog of its own.</summary>
    public static HostModel? ParseHost(Compilation compilation, CancellationToken cancel)
    {
        if (!IsProgram(compilation) || compilation.GetTypeByMetadataName(KnownNames.PluginCatalog)?.ContainingAssembly is not { } core)
        {
            return null;
        }

        var registrations = new List<INamedTypeSymbol>();
        IEnumerable<IAssemblySymbol> references = compilation.SourceModule.ReferencedAssemblySymbols;
        foreach (IAssemblySymbol assembly in references.OrderBy(static a => a.Name, StringComparer.Ordinal))
        {
            cancel.ThrowIfCancellationRequested();
            // Attributes are slow to read and this runs at every edit: the framework's assemblies do not refer to Core.
            if ((assembly.Equals(core, SymbolEqualityComparer.Default) || assembly.Modules.Any(m => m.ReferencedAssemblies.Contains(core.Identity)))
                && assembly.FindAttribute(KnownNames.HamletPluginsAttribute)?.ConstructorArguments[0].Value is INamedTypeSymbol registration)
            {
                registrations.Add(registration);
            }
        }

        return new HostModel(
            NamespaceFor(compilation),
            registrations.Select(static r => r.ToDisplayString(Formats.Full)).ToEquatableArray(),
            Restriction.Experimental(registrations));
    }

    /// <summary>
    /// The namespace of what is generated for an assembly, different for every name of one: a program sees those of all assemblies.
    /// </summary>
    public static string NamespaceFor(Compilation compilation)
    {
        var segment = new StringBuilder();
        foreach (char letter in compilation.AssemblyName ?? "")
        {
            segment.Append(letter switch
            {
                '.' => "_",
                '_' => "__",
                _ when char.IsLetterOrDigit(letter) => letter.ToString(),
                _ => "_x" + ((int)letter).ToString("x", CultureInfo.InvariantCulture),
            });
        }

        string name = segment.ToString();
        bool beginsWell = name.Length > 0 && !char.IsDigit(name[0]);
        return "Hamlet.Generated." + (beginsWell ? Naming.Identifier(name) : "_" + name);
    }
}
