namespace System.Runtime.CompilerServices;

/// <summary>What the compiler looks for on a type that takes the parts of an interpolated string, and netstandard2.0 lacks.</summary>
[AttributeUsage(AttributeTargets.Struct)]
internal sealed class InterpolatedStringHandlerAttribute : Attribute;
