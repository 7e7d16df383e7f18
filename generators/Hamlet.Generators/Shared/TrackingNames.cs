namespace Hamlet.Generators;

/// <summary>
/// The names of the pipelines' steps, by which tests ask why a step ran. The prefix tells them from those of the compiler, whose
/// values may hold syntax.
/// </summary>
internal static class TrackingNames
{
    public const string Prefix = "Hamlet.";

    /// <summary>Behind the name of another step: the search that gave it its models, which runs only where a declaration changed.</summary>
    public const string Search = ".Search";

    /// <summary>One model for each options record.</summary>
    public const string Options = Prefix + "Options";

    /// <summary>One model for each plugin.</summary>
    public const string Plugins = Prefix + "Plugins";

    /// <summary>The name of each metric record, for the registration.</summary>
    public const string Records = Prefix + "Records";

    /// <summary>All plugins and records of the assembly, in order.</summary>
    public const string Registration = Prefix + "Registration";

    /// <summary>The registrations of all referenced assemblies.</summary>
    public const string References = Prefix + "References";

    /// <summary>One model for each metric record.</summary>
    public const string Metrics = Prefix + "Metrics";
}
