namespace System.Runtime.CompilerServices;

/// <summary>What the compiler looks for on a parameter whose making needs the arguments before it, and netstandard2.0 lacks.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
internal sealed class InterpolatedStringHandlerArgumentAttribute(params string[] arguments) : Attribute
{
    /// <summary>The names of those parameters; nothing for the receiver.</summary>
    public string[] Arguments { get; } = arguments;
}
