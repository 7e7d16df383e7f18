using Hamlet.Hosting.Display;
using Hamlet.Plugins;

namespace Hamlet.Hosting;

/// <summary>What the command works with: where it prints, which plugins it has, what time it is.</summary>
internal sealed record HostIo
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required PluginCatalog Catalog { get; init; }

    /// <summary>Whether <see cref="Out"/> is a terminal, on which a line may be drawn again.</summary>
    public required bool Terminal { get; init; }

    public required bool Color { get; init; }

    /// <summary>The words that start this program once more: a sweep trains each run in a process of its own.</summary>
    public IReadOnlyList<string> Self { get; init; } = Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [Environment.ProcessPath!, Environment.GetCommandLineArgs()[0]]
        : [Environment.ProcessPath ?? "hamlet"];

    /// <summary>Asks for what SIGTERM asks for.</summary>
    public CancellationToken Stop { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public static HostIo FromConsole() => new()
    {
        Out = new LenientWriter(Console.Out),
        Error = new LenientWriter(Console.Error),
        Catalog = PluginCatalog.Host,
        Terminal = !Console.IsOutputRedirected,
        // https://no-color.org
        Color = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")),
    };
}
