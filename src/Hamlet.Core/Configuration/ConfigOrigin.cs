using System.Runtime.CompilerServices;

namespace Hamlet.Configuration;

/// <summary>
/// Remembers which options record was read whole from which file. A copy made with <c>with</c> is another object and is not found,
/// which is right: it no longer says what the file says.
/// </summary>
internal static class ConfigOrigin
{
    private static readonly ConditionalWeakTable<object, string> s_files = [];

    public static void Set(object options, string fullPath) => s_files.AddOrUpdate(options, fullPath);

    public static string? Find(object options) => s_files.TryGetValue(options, out string? path) ? path : null;
}
