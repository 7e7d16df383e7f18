namespace Hamlet.Configuration;

/// <summary>The user's input is wrong; carries everything that is wrong at once. The command prints it and exits with 2.</summary>
public sealed class ConfigException : Exception
{
    /// <summary>Makes the exception from all errors found.</summary>
    public ConfigException(IReadOnlyList<ConfigError> errors)
        : base(string.Join(Environment.NewLine, errors)) => Errors = errors;

    /// <summary>Makes the exception from one error that has a reason in code.</summary>
    public ConfigException(ConfigError error, Exception reason)
        : base(error.ToString(), reason) => Errors = [error];

    /// <summary>Makes the exception from one error.</summary>
    public ConfigException(ConfigSpan span, string message)
        : this([new ConfigError(span, message)])
    {
    }

    /// <summary>Everything that is wrong, in the order of the files.</summary>
    public IReadOnlyList<ConfigError> Errors { get; }

    /// <summary>Throws all errors at once, if there is one: what is wrong with one option does not hide what is wrong with another.</summary>
    /// <param name="errors">What was found wrong.</param>
    /// <exception cref="ConfigException">Anything was.</exception>
    public static void ThrowIfAny(IEnumerable<ConfigError> errors)
    {
        ConfigError[] all = [.. errors];
        if (all.Length > 0)
        {
            throw new ConfigException(all);
        }
    }
}
