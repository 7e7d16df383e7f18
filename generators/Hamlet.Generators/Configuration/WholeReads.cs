using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace Hamlet.Generators.Configuration;

/// <summary>
/// Finds records that are read as a whole: made a text, handed to a method of another assembly, such as a serializer, or taken for something that is no record, so
/// that nobody knows what becomes of it.
/// </summary>
internal sealed class WholeReads
{
    /// <summary>The kinds of operations that <see cref="Collect"/> wants to see.</summary>
    public static readonly OperationKind[] Kinds =
        [OperationKind.Argument, OperationKind.Conversion, OperationKind.Interpolation, OperationKind.Invocation];

    private readonly ConcurrentDictionary<ISymbol, bool> _found = new(SymbolEqualityComparer.Default);

    /// <summary>Notes what an operation reads.</summary>
    public void Collect(IOperation operation, IAssemblySymbol ours)
    {
        IOperation? value = operation switch
        {
            IArgumentOperation { Parameter.ContainingSymbol: { } method } argument when LeavesUs(method, ours) => argument.Value,
            IConversionOperation conversion when LosesItsType(conversion) && !IsNullCheck(conversion.Parent) => conversion.Operand,
            IInterpolationOperation hole => hole.Expression,
            IInvocationOperation { TargetMethod: { Name: "ToString", Parameters.IsEmpty: true } } call => call.Instance,
            _ => null,
        };
        while (value is IConversionOperation inner)
        {
            value = inner.Operand;
        }

        if (value?.Type is INamedTypeSymbol { IsRecord: true } record)
        {
            _found[record.OriginalDefinition] = true;
        }
    }

    /// <summary>Whether a record, or a base that it may stand for, is read whole somewhere.</summary>
    public bool Has(INamedTypeSymbol record)
    {
        for (INamedTypeSymbol? t = record; t is not null; t = t.BaseType)
        {
            if (_found.ContainsKey(t.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }

    private static bool LeavesUs(ISymbol method, IAssemblySymbol ours) =>
        !IsNullCheck(method) && !SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, ours);

    // To its base or to one that derives from it it is still an options record, and read one option at a time. Another type than a class has no options.
    private static bool LosesItsType(IConversionOperation conversion) =>
        conversion is { Operand.Type: INamedTypeSymbol { IsRecord: true }, Type: { } type }
            && (type.SpecialType == SpecialType.System_Object || type.TypeKind is TypeKind.Interface or TypeKind.Dynamic or TypeKind.TypeParameter)
            && conversion.GetConversion() is { IsUserDefined: false };

    // ArgumentNullException.ThrowIfNull(options) looks at nothing in them.
    private static bool IsNullCheck(IOperation? operation) => operation is IArgumentOperation { Parameter.ContainingSymbol: { } method } && IsNullCheck(method);

    private static bool IsNullCheck(ISymbol method) => method.ContainingType is { Name: nameof(ArgumentNullException), ContainingNamespace.Name: nameof(System) };
}
