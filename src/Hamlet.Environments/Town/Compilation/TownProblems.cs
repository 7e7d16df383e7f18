using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>What is wrong with a world, collected so that all of it is told at once.</summary>
internal sealed class TownProblems(ConfigSpan fallback)
{
    private readonly List<ConfigError> _found = [];

    /// <summary>Whether there is anything but warnings.</summary>
    public bool HasErrors => _found.Exists(static e => !e.IsWarning);

    /// <summary>The warnings alone.</summary>
    public IReadOnlyList<ConfigError> Warnings => _found.FindAll(static e => e.IsWarning);

    public void Error(ConfigSpan place, string message) => _found.Add(new ConfigError(Named(place), message));

    /// <summary>Says that the world cannot be won: an error, unless the world says that it may be so.</summary>
    public void Unwinnable(ConfigSpan place, string message, bool allowed) => _found.Add(allowed
        ? new ConfigError(Named(place), message, IsWarning: true)
        : new ConfigError(Named(place), $"{message} ('allow_unwinnable: true' plays it all the same)"));

    /// <exception cref="ConfigException">There is an error.</exception>
    public void ThrowIfErrors()
    {
        if (HasErrors)
        {
            throw new ConfigException([.. _found]);
        }
    }

    // A world made in C# has no places: name the world at least.
    private ConfigSpan Named(ConfigSpan place) => string.IsNullOrEmpty(place.File) ? fallback : place;
}
