using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Diagnostics;

/// <summary>
/// Every diagnostic. Numbers are never used twice: 1 to 9 belong to all generators, 10 to 29 to options, 30 to 49 to plugins, 50 to 79
/// to metric records. The title names the rule, the message says what to do. All are errors: a type that is passed over in silence would
/// be found out at run time, if at all.
/// </summary>
internal static class Descriptors
{
    private const string Category = "Hamlet";

    public static readonly DiagnosticDescriptor MustBePartial = new(
        "HAM0001",
        "A type with a generated part is partial, as is every type around it",
        "Make '{0}' {1}: the generated part of '{2}' stands in another file",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor OptionsRecord = new(
        "HAM0010",
        "An options record can be made without arguments",
        "'{0}' is marked [Options] but {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor OptionTypeUnsupported = new(
        "HAM0011",
        "An option has a type that a file can hold",
        "Option '{0}' cannot be of type '{1}': use {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor DuplicateOptionKey = new(
        "HAM0012",
        "The keys of an options record differ",
        "'{0}' is already the key of '{1}': give '{2}' another with [Option(\"...\")]",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor AttributeWithoutEffect = new(
        "HAM0013",
        "An attribute of an option fits its type",
        "{0} has no effect on '{1}': it is for {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor PluginRole = new(
        "HAM0030",
        "A plugin implements the interface of its kind",
        "'{0}' is marked [{1}]: implement {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor PluginConstruction = new(
        "HAM0031",
        "A plugin can be made by the framework",
        "Plugin '{0}' {1}: it is a class with one public constructor, which takes its options, its {2}, both in this order, or neither",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor PluginOptions = new(
        "HAM0032",
        "The options of a plugin are an options record",
        "'{0}' is no options record, as the first thing that plugin '{1}' asks for: mark it [Options]",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor DuplicatePluginName = new(
        "HAM0033",
        "The plugins of one kind have different names",
        "'{0}' is already the name of '{1}': give '{2}' another",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: "Found when the whole assembly is known, so an editor shows it after a build.",
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor PluginName = new(
        "HAM0034",
        "A plugin has a name that a file can hold",
        "'{0}' is no name for a plugin: use lower-case letters, digits and underscores, beginning with a letter",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);
}
