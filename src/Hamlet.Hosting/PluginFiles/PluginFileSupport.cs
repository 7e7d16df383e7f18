using System.Diagnostics.CodeAnalysis;

namespace Hamlet.Hosting.PluginFiles;

/// <summary>Whether this program can load plugins that it was not built with.</summary>
internal static class PluginFileSupport
{
    /// <summary>
    /// False in a trimmed program: a plugin may need a part of .NET or of the framework that nothing in the program itself does. The package's
    /// build targets say so where they trim, and the code behind it is then left out too.
    /// </summary>
    [FeatureSwitchDefinition("Hamlet.PluginFiles")]
    [FeatureGuard(typeof(RequiresUnreferencedCodeAttribute))]
#pragma warning disable IL4000 // The analyzer cannot see that the switch is off wherever code is trimmed.
    public static bool IsThere => !AppContext.TryGetSwitch("Hamlet.PluginFiles", out bool there) || there;
#pragma warning restore IL4000
}
