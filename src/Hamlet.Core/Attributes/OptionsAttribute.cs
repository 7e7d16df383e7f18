namespace Hamlet;

/// <summary>
/// Marks a partial record whose properties are options of a configuration file. The compiler writes its binder, its schema and its
/// way back to a file. Every public property with a public <c>init</c> or <c>set</c> accessor is an option; its initialiser is the
/// default, a <c>required</c> one must stand in the file. Any other property is none, and no file sets it. The key is the property's name
/// in snake case.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class OptionsAttribute : Attribute;
