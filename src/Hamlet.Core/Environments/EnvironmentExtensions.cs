namespace Hamlet.Environments;

/// <summary>What an environment offers beside stepping.</summary>
public static class EnvironmentExtensions
{
    /// <summary>
    /// The environment as something that it may offer, such as <see cref="IMeters"/> or <see cref="IDifficulty"/>, also where the framework
    /// has put a step limit around it; null if it does not offer it.
    /// </summary>
    public static T? Offer<T>(this IEnvironment environment)
        where T : class => environment as T ?? (environment as TimeLimitEnvironment)?.Inner.Offer<T>();
}
