using Hamlet.Configuration;

namespace Hamlet.Training;

/// <summary>Keeps what is wrong with each of several parts that are made one by one, so that all of it is said at once.</summary>
internal sealed class PartProblems
{
    private readonly List<ConfigError> _errors = [];

    /// <summary>How many things are wrong so far.</summary>
    public int Count => _errors.Count;

    /// <summary>Makes a part; null where it refuses its options.</summary>
    /// <param name="make">Makes it.</param>
    /// <param name="place">Where what has no place of its own is reported.</param>
    public T? Make<T>(Func<T?> make, ConfigSpan place = default)
        where T : class
    {
        try
        {
            return make();
        }
        catch (ConfigException e)
        {
            // Clones refuse the same thing once each.
            _errors.AddRange(e.Errors.Select(error => error.Span == default ? error with { Span = place } : error).Where(error => !_errors.Contains(error)));
            return null;
        }
    }

    /// <summary>Throws everything that is wrong, if anything is.</summary>
    /// <exception cref="ConfigException">Something is.</exception>
    public void ThrowIfAny() => ConfigException.ThrowIfAny(_errors);
}
