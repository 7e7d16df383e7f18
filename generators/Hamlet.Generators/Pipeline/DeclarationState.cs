using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Pipeline;

/// <summary>
/// A compilation that is equal to another one in which all models would be the same. So a letter typed in a method costs a look at each
/// file's hash, where asking the compiler for each attribute again would cost as much as a first run.
/// </summary>
internal sealed class DeclarationState : IEquatable<DeclarationState>
{
    private readonly byte[] _hash;
    private readonly ImmutableArray<MetadataReference> _references;
    private readonly CompilationOptions _options;
    private readonly string? _assembly;
    private readonly WeakReference<Compilation> _seen;
    private Compilation? _compilation;

    private DeclarationState(Compilation compilation, byte[] hash)
    {
        _hash = hash;
        _references = [.. compilation.References];
        _options = compilation.Options;
        _assembly = compilation.AssemblyName;
        _compilation = compilation;
        _seen = new WeakReference<Compilation>(compilation);
    }

    /// <summary>The compilation: there until it was parsed, and after that as long as somebody else holds it.</summary>
    public Compilation Compilation => _compilation ?? (_seen.TryGetTarget(out Compilation? compilation)
        ? compilation
        : throw new InvalidOperationException("The compilation is gone: its models were made before."));

    public static DeclarationState Of(Compilation compilation, CancellationToken cancel)
    {
        using var hashes = new MemoryStream();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            byte[] hash = DeclarationFile.Of(tree, cancel).Hash;
            hashes.Write(hash, 0, hash.Length);
        }

        using SHA256 sha = SHA256.Create();
        return new DeclarationState(compilation, sha.ComputeHash(hashes.ToArray()));
    }

    /// <summary>
    /// Lets the compilation go, once its models are made: the pipeline keeps this object as long as it finds equal ones, which may be for hours.
    /// </summary>
    public void Release() => _compilation = null;

    public bool Equals(DeclarationState? other) => other is not null
        && _hash.AsSpan().SequenceEqual(other._hash)
        && _references.SequenceEqual(other._references)
        && _options.Equals(other._options)
        && _assembly == other._assembly;

    public override bool Equals(object? obj) => Equals(obj as DeclarationState);

    public override int GetHashCode() => BitConverter.ToInt32(_hash, 0);
}
