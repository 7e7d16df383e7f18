namespace Hamlet.IntegrationTests.Support;

/// <summary>What a command left.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error);
