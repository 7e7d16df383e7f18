using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Metrics;

/// <summary>How the values of a scalar property lie in the ring.</summary>
/// <param name="Keyword">The C# type that is written: that of the property, or the one under an enum.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="MetricType">The member of <c>MetricType</c> that it is for outputs.</param>
/// <param name="IsEnum">Whether the property has to be converted to it.</param>
/// <param name="IsOptional">Whether the property is nullable.</param>
internal sealed record ScalarStorage(string Keyword, int Size, string MetricType, bool IsEnum, bool IsOptional)
{
    /// <summary>The storage of a type, or null if it is no scalar.</summary>
    public static ScalarStorage? Of(ITypeSymbol type)
    {
        bool optional = type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;
        ITypeSymbol value = optional ? ((INamedTypeSymbol)type).TypeArguments[0] : type;
        ITypeSymbol stored = (value as INamedTypeSymbol)?.EnumUnderlyingType ?? value;
        (int size, string metricType) = stored.SpecialType switch
        {
            SpecialType.System_Single => (4, "Single"),
            SpecialType.System_Double => (8, "Double"),
            SpecialType.System_Boolean => (1, "Boolean"),
            SpecialType.System_SByte or SpecialType.System_Byte => (1, "Integer"),
            SpecialType.System_Int16 or SpecialType.System_UInt16 => (2, "Integer"),
            SpecialType.System_Int32 or SpecialType.System_UInt32 => (4, "Integer"),
            SpecialType.System_Int64 or SpecialType.System_UInt64 => (8, "Integer"),
            _ => (0, ""),
        };
        return size == 0 ? null : new ScalarStorage(stored.ToDisplayString(), size, metricType, value.TypeKind == TypeKind.Enum, optional);
    }
}
