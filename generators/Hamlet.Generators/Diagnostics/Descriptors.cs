using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Diagnostics;

/// <summary>
/// Every diagnostic. Numbers are never used twice: 1 to 9 belong to all generators, 10 to 29 to options, 30 to 49 to plugins, 50 to 79
/// to metric records. The title names the rule, the message says what to do. All but one are errors: a type that is passed over in
/// silence would be found out at run time, if at all.
/// </summary>
internal static class Descriptors
{
    private const string Category = "Hamlet";
    private const string FoundAtTheEnd = "Found when the whole assembly is known, so an editor shows it after a build.";

    public static readonly DiagnosticDescriptor MustBePartial = new(
        "HAM0001",
        "A type with a generated part is partial, as is every type around it",
        "Make '{0}' {1}: the generated part of '{2}' stands in another file",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor ForbiddenUse = new(
        "HAM0002",
        "What generated code uses may be used",
        "'{0}' is obsolete so that its use is an error, and what is generated for '{1}' would use it: make it a warning, or remove it",
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

    public static readonly DiagnosticDescriptor OptionDefaultMissing = new(
        "HAM0014",
        "An option that may be left out has a default",
        "'{0}' is {1} when the file leaves it out: give it an initialiser, or make it required or nullable",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor OptionDefaultOutside = new(
        "HAM0015",
        "The default of an option is a value that the file could give it",
        "The default {0} of '{1}' is no value that {2}: change one of them",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor OptionWithoutChoice = new(
        "HAM0016",
        "An attribute of an option leaves something to choose",
        "{0} of '{1}' lets no value pass: {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor OptionKeyName = new(
        "HAM0017",
        "The key of an option is a word that a file can hold",
        "'{0}' is no key for '{1}': name it with lower-case letters, digits and underscores, beginning with a letter",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnreadOption = new(
        "HAM0018",
        "What a file may say is read",
        "Option '{0}' of '{1}' is never read: use it, or remove it, since a file that sets it changes nothing",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: FoundAtTheEnd,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor OptionAttributeElsewhere = new(
        "HAM0019",
        "Option attributes stand in options records",
        "{0} has no effect at '{1}': mark '{2}' with [Options], or remove it",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: FoundAtTheEnd,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor SharedOptionWord = new(
        "HAM0020",
        "The values of an enum have different words in a file",
        "'{0}' would stand for '{1}' and for '{2}', so no file could say which of them '{3}' is: rename one",
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
        "'{0}' is no options record, as the first thing that plugin '{1}' asks for: {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor DuplicatePluginName = new(
        "HAM0033",
        "The plugins of one kind have different names",
        "'{0}' is already the name of '{1}': give '{2}' another",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: FoundAtTheEnd,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor PluginName = new(
        "HAM0034",
        "A plugin has a name that a file can hold",
        "'{0}' is no name for a plugin: use lower-case letters, digits and underscores, beginning with a letter",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor DuplicatePluginOfProgram = new(
        "HAM0035",
        "The plugins of one kind have different names in the whole program",
        "'{0}' is the name of '{1}' in {2} and of '{3}' in {4}: rename one, or drop one of the references",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: FoundAtTheEnd,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor UnmarkedPluginAssembly = new(
        "HAM0036",
        "A referenced assembly with plugins was built with the generators",
        "'{0}' of {1} is marked [{2}] and cannot be found: build {1} with <HamletGenerators>true</HamletGenerators>, or with a reference to the package Hamlet.Gen",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: FoundAtTheEnd,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor SectionKey = new(
        "HAM0037",
        "The options of a plugin leave the keys of its section alone",
        "'{0}' is a key of every {1}, so option '{2}' of '{3}' could not be told from it: give it another with [Option(\"...\")]",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricRecordShape = new(
        "HAM0050",
        "A metric record is a readonly record struct without type parameters",
        "'{0}' is marked [MetricRecord] but {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricRecordName = new(
        "HAM0051",
        "A metric record has a name that a file can hold",
        "'{0}' is no name for a metric record: use lower-case letters, digits and underscores, beginning with a letter",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricStepMissing = new(
        "HAM0052",
        "A metric record says its step",
        "'{0}' has no step: mark the property that holds the environment step with [Step]",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricEpisodeMissing = new(
        "HAM0053",
        "A metric record whose axis is the episode says which one",
        "'{0}' is drawn over episodes: mark the property that holds the episode with [Episode]",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricRoleTwice = new(
        "HAM0054",
        "A metric record has one step, one episode and one agent",
        "'{0}' is the [{1}] already: remove the attribute from '{2}'",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricAttributesTwice = new(
        "HAM0055",
        "A property of a metric record has one metric attribute",
        "'{0}' is marked [{1}]: remove [{2}]",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricType = new(
        "HAM0056",
        "A property of a metric record has a type that its attribute takes",
        "'{0}' is marked [{1}]: make it {2}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricTag = new(
        "HAM0057",
        "A tag is a path whose parts are known",
        "'{0}' is no tag: {1}",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor DuplicateMetricTag = new(
        "HAM0058",
        "The tags of a metric record differ",
        "'{0}' is already the tag of '{1}': give '{2}' another",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor DuplicateMetricColumn = new(
        "HAM0059",
        "The columns of a metric record differ",
        "'{0}' is already the column of {1}: rename '{2}'",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnusedTagPart = new(
        "HAM0060",
        "A tag part stands in a tag",
        "'{0}' is in no tag: write {1} in one, or remove [TagPart]",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor UnloggedProperty = new(
        "HAM0061",
        "What a metric record is given, it logs",
        "'{0}' is set and never logged: give it a metric attribute, or make it computed",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricAttributeElsewhere = new(
        "HAM0062",
        "Metric attributes stand in metric records",
        "[{0}] has no effect at '{1}', which is no property of a metric record: mark '{2}' with [MetricRecord], or remove it",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricTagOfAnotherRecord = new(
        "HAM0063",
        "The tags of all metric records differ",
        "'{0}' is already the tag of '{1}': two records would draw one curve, so give '{2}' another",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true,
        description: FoundAtTheEnd,
        customTags: WellKnownDiagnosticTags.CompilationEnd);

    public static readonly DiagnosticDescriptor MetricRecordField = new(
        "HAM0064",
        "A metric record keeps its values in properties",
        "'{0}' is a field and never logged: make it a property with a metric attribute",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricRecordEmpty = new(
        "HAM0065",
        "A metric record logs something",
        "'{0}' has no value: mark a property with [Scalar], [Histogram], [Text], [Image], [ScalarMap] or [Column]",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true);

    public static readonly DiagnosticDescriptor MetricNameOfAnotherAssembly = new(
        "HAM0066",
        "A metric record has a name that no other assembly's has",
        "'{0}' is also the name of '{1}' in {2}, and its table is that of the one that is logged first: give '{3}' another, as by [MetricRecord(\"my_{0}\")]",
        Category, DiagnosticSeverity.Warning, isEnabledByDefault: true,
        description: FoundAtTheEnd,
        customTags: WellKnownDiagnosticTags.CompilationEnd);
}
