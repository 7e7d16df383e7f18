using Microsoft.CodeAnalysis.Text;

namespace Hamlet.Generators.Plugins;

/// <summary>Prints registrations and catalogs.</summary>
internal static class PluginsEmitter
{
    private const string Space = "global::Hamlet.Plugins.";

    /// <summary>The registration of one assembly, public since the program that calls it is another one.</summary>
    public static SourceText EmitRegistration(PluginsModel model)
    {
        IEnumerable<string> experimental = model.Plugins.SelectMany(static p => p.Experimental).Concat(model.Records.SelectMany(static r => r.Experimental));
        var writer = new SourceWriter(experimental.Distinct().OrderBy(static id => id, StringComparer.Ordinal));
        writer.Line($"[assembly: {Space}HamletPlugins(typeof(global::{model.Namespace}.PluginRegistration))]");
        writer.Line();
        writer.Line($"namespace {model.Namespace};");
        writer.Line();
        writer.Line("/// <summary>The plugins and metric records of this assembly.</summary>");
        writer.Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
        writer.Open("public static class PluginRegistration");
        writer.Line("/// <summary>Adds them to a catalog.</summary>");
        writer.Open($"public static void Register({Space}PluginCatalog catalog)");
        foreach (PluginModel plugin in model.Plugins)
        {
            EmitPlugin(writer, plugin);
        }

        foreach (RecordModel record in model.Records)
        {
            writer.Line($"catalog.AddRecord(static () => global::Hamlet.Metrics.MetricSchema.Of<{record.Type}>());");
        }

        writer.CloseAll();
        return writer.ToSourceText();
    }

    /// <summary>The catalog of a program.</summary>
    public static SourceText EmitHost(HostModel model, bool hasOwn)
    {
        var writer = new SourceWriter(model.Experimental);
        writer.Line($"namespace {model.Namespace};");
        writer.Line();
        writer.Open("internal static class HostCatalog");
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Open("internal static void Initialize()");
        writer.Line("// A program may refer to another one, as its tests do. Its own module is initialised first, and its catalog stays.");
        writer.Open($"if ({Space}PluginCatalog.Host.All.Count == 0)");
        writer.Line($"{Space}PluginCatalog.Host = Create();");
        writer.Close();
        writer.Close();
        writer.Line();
        writer.Open($"private static {Space}PluginCatalog Create()");
        writer.Line($"{Space}PluginCatalog catalog = new();");
        foreach (string registration in model.Registrations)
        {
            writer.Line($"{registration}.Register(catalog);");
        }

        if (hasOwn)
        {
            writer.Line("PluginRegistration.Register(catalog);");
        }

        writer.Line("return catalog;");
        writer.CloseAll();
        return writer.ToSourceText();
    }

    private static void EmitPlugin(SourceWriter writer, PluginModel plugin)
    {
        string options = plugin.Options ?? "global::Hamlet.Configuration.NoOptions";
        (string first, string arguments) = (plugin.Options is not null, plugin.TakesContext) switch
        {
            (true, true) => ("options", "options, context"),
            (true, false) => ("options", "options"),
            (false, true) => ("_", "context"),
            (false, false) => ("_", ""),
        };
        string second = plugin.TakesContext || plugin.Adapter is not null ? "context" : "_";
        string made = $"new {plugin.Type}({arguments})";
        writer.Line($"catalog.Add(new {Space}Plugin<{plugin.Role}, {plugin.Context}, {options}>(");
        writer.Line($"    {Literal.Text(plugin.Name)},");
        writer.Line($"    typeof({plugin.Type}),");
        writer.Line($"    {Literal.Text(plugin.Description)},");
        writer.Line($"    static ({first}, {second}) => {(plugin.Adapter is { } adapter ? $"new {adapter}(() => {made}, context)" : made)}));");
    }
}
