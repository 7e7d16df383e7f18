using System.Globalization;
using Hamlet.Generators.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Hamlet.Generators.Configuration;

/// <summary>HAM0014: what a file leaves out must be something that could be written into one.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OptionDefaultAnalyzer : TypeAnalyzer
{
    /// <summary>Makes the analyzer.</summary>
    public OptionDefaultAnalyzer()
        : base(Descriptors.OptionDefaultMissing)
    {
    }

    private protected override void Check(INamedTypeSymbol type, Action<ISymbol, object[]> report, CancellationToken cancel)
    {
        // A constructor may set what no initialiser does.
        if (type.FindAttribute(KnownNames.OptionsAttribute) is null || type.InstanceConstructors.Any(static c => !c.IsImplicitlyDeclared))
        {
            return;
        }

        foreach (IPropertySymbol property in type.GetMembers().OfType<IPropertySymbol>())
        {
            if (OptionsMembers.IsOption(property) && WhatItIs(property, cancel) is { } what)
            {
                report(property, [property.Name, what]);
            }
        }
    }

    private static string? WhatItIs(IPropertySymbol property, CancellationToken cancel)
    {
        bool mayBeLeftOut = !property.IsRequired && !property.IsAbstract;
        if (!mayBeLeftOut
            || OptionType.Parse(property.Type) is not { IsNullable: false } type
            || property.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is not PropertyDeclarationSyntax syntax
            || !IsAutomatic(syntax))
        {
            return null;
        }

        bool isNothing = syntax.Initializer is null || IsNothing(syntax.Initializer.Value);
        return type.Form switch
        {
            OptionForm.Text or OptionForm.Record or OptionForm.List or OptionForm.Map => isNothing ? "null" : null,
            OptionForm.Choice => isNothing && !HasZero(property.Type) ? "0, which is no value of its enum," : null,
            _ => null,
        };
    }

    private static bool IsAutomatic(PropertyDeclarationSyntax property) =>
        property.ExpressionBody is null
            && property.AccessorList!.Accessors.All(static a => a.Body is null && a.ExpressionBody is null);

    private static bool IsNothing(ExpressionSyntax value) => value switch
    {
        ParenthesizedExpressionSyntax inner => IsNothing(inner.Expression),
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } inner => IsNothing(inner.Operand),
        DefaultExpressionSyntax => true,
        _ => value.RawKind is (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression,
    };

    private static bool HasZero(ITypeSymbol type) =>
        type.GetMembers().OfType<IFieldSymbol>().Any(static f => f.HasConstantValue && Convert.ToDecimal(f.ConstantValue, CultureInfo.InvariantCulture) == 0);
}
