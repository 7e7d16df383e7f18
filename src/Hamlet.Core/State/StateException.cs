namespace Hamlet.State;

/// <summary>A saved state does not fit the object that should continue from it.</summary>
public sealed class StateException(string message) : Exception(message);
