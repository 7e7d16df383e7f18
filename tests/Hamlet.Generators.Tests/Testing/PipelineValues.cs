using System.Collections;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>Walks what a pipeline keeps between two runs.</summary>
internal static class PipelineValues
{
    private const BindingFlags OwnFields =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>
    /// The path to the first object that keeps a compilation alive or that is never equal to its successor, or null. Asked with
    /// <c>is</c>, since the compiler's own classes are internal and derive from these.
    /// </summary>
    public static string? FindCompilerObject(object? value) => Find(value, "value", new HashSet<object>(ReferenceEqualityComparer.Instance));

    private static string? Find(object? value, string path, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum)
        {
            return null;
        }

        if (value is ISymbol or Compilation or SyntaxNode or SyntaxTree or SyntaxReference or SemanticModel or Location
            or AttributeData or TypedConstant or SyntaxToken or SyntaxTrivia or SourceText or MetadataReference or Delegate)
        {
            return $"{path} is a {value.GetType().Name}";
        }

        if (!value.GetType().IsValueType && !seen.Add(value))
        {
            return null;
        }

        if (value is IEnumerable items)
        {
            int index = 0;
            foreach (object? item in items)
            {
                if (Find(item, $"{path}[{index++}]", seen) is { } found)
                {
                    return found;
                }
            }
        }

        return value is Array or Type ? null : FindInFields(value, path, seen);
    }

    private static string? FindInFields(object value, string path, HashSet<object> seen)
    {
        for (Type? type = value.GetType(); type is not null && type != typeof(object); type = type.BaseType)
        {
            foreach (FieldInfo field in type.GetFields(OwnFields))
            {
                if (Find(field.GetValue(value), $"{path}.{field.Name}", seen) is { } found)
                {
                    return found;
                }
            }
        }

        return null;
    }
}
