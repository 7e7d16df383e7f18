namespace Hamlet.Generators.Plugins;

/// <summary>What a program can call: the registrations of the assemblies that it refers to, by the name of the assembly.</summary>
/// <param name="Namespace">The namespace of what is generated for the program.</param>
/// <param name="Registrations">The registration classes, as code writes them.</param>
/// <param name="Experimental">The ids by which the compiler warns of their assemblies.</param>
internal sealed record HostModel(string Namespace, EquatableArray<string> Registrations, EquatableArray<string> Experimental);
