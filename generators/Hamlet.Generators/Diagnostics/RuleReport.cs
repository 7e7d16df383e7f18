using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Diagnostics;

/// <summary>Makes diagnostics that a fix can read: the arguments of the message are properties, too, by their numbers.</summary>
internal static class RuleReport
{
    public static Diagnostic Create(DiagnosticDescriptor rule, Location? place, params object[] arguments)
    {
        ImmutableDictionary<string, string?> properties = arguments
            .Select(static (argument, i) => (Key: i.ToString(CultureInfo.InvariantCulture), Value: (string?)argument.ToString()))
            .ToImmutableDictionary(static p => p.Key, static p => p.Value);
        return Diagnostic.Create(rule, place, properties, arguments);
    }
}
