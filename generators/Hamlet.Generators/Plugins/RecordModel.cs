namespace Hamlet.Generators.Plugins;

/// <summary>A metric record, as far as a registration knows it.</summary>
/// <param name="Type">The record as code writes it.</param>
/// <param name="Experimental">The ids by which the compiler warns of it.</param>
internal sealed record RecordModel(string Type, EquatableArray<string> Experimental);
