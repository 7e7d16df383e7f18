using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Hamlet.Generators.Pipeline;

/// <summary>What generators ask of a file, found once for each version of it: compilations share the files that did not change.</summary>
internal sealed class DeclarationFile
{
    private static readonly ConditionalWeakTable<SyntaxTree, DeclarationFile> s_known = new();

    private DeclarationFile(byte[] hash, IReadOnlyList<TypeDeclarationSyntax> marked, bool hasAliases)
    {
        Hash = hash;
        Marked = marked;
        HasAliases = hasAliases;
    }

    /// <summary>Stands for its <see cref="DeclarationText"/>.</summary>
    public byte[] Hash { get; }

    /// <summary>The types that carry an attribute, in order.</summary>
    public IReadOnlyList<TypeDeclarationSyntax> Marked { get; }

    /// <summary>Whether it gives names to names.</summary>
    public bool HasAliases { get; }

    public static DeclarationFile Of(SyntaxTree tree, CancellationToken cancel)
    {
        if (s_known.TryGetValue(tree, out DeclarationFile? known))
        {
            return known;
        }

        cancel.ThrowIfCancellationRequested();
        return s_known.GetValue(tree, t =>
        {
            DeclarationText text = DeclarationText.Of((CompilationUnitSyntax)t.GetRoot(cancel));
            using SHA256 sha = SHA256.Create();
            return new DeclarationFile(sha.ComputeHash(Encoding.UTF8.GetBytes(text.Text)), text.Marked, text.HasAliases);
        });
    }
}
