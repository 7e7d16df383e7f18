namespace Hamlet.Configuration;

/// <summary>An options record. Implemented by the generator for every record marked <see cref="OptionsAttribute"/>.</summary>
/// <typeparam name="TSelf">The record.</typeparam>
public interface IOptions<TSelf>
    where TSelf : class, IOptions<TSelf>
{
    /// <summary>What the compiler knows of the record's options.</summary>
    static abstract OptionsSchema Schema { get; }

    /// <summary>
    /// Reads the record's keys from a map. Errors go to the binder, and the default stands in for a bad value, so that all errors
    /// are found at once. Keys that the record does not know are left to the caller: see <c>ConfigBinder.RejectUnknownKeys</c>.
    /// </summary>
    static abstract TSelf Bind(ConfigMap map, ConfigBinder binder);

    /// <summary>Writes every option with its present value, defaults included, so that the result binds to an equal record.</summary>
    static abstract ConfigMap ToConfig(TSelf options, ConfigWriter writer);
}
