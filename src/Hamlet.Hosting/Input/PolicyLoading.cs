using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Networks;
using Hamlet.Plugins;

namespace Hamlet.Hosting.Input;

/// <summary>Brings policies that were read to life, in the world of their run.</summary>
internal static class PolicyLoading
{
    /// <summary>Makes the policy of a file.</summary>
    /// <exception cref="ConfigException">It cannot be used here.</exception>
    public static IPolicy Load(PolicyFile file, IBackend backend, PluginCatalog catalog)
    {
        try
        {
            return file.ToPolicy(backend, catalog);
        }
        catch (InvalidDataException e)
        {
            throw UserError.Of($"the policy of '{file.Agent}' cannot be used: {e.Message}");
        }
    }

    /// <summary>Refuses a policy that was made for another world.</summary>
    /// <exception cref="ConfigException">It was.</exception>
    public static void CheckFit(PolicyFile policy, EnvironmentSpec environment)
    {
        bool fits = policy.Environment.ObservationSize == environment.ObservationSize
            && policy.Environment.Actions.GetType() == environment.Actions.GetType()
            && policy.Environment.Actions.DiscreteSize == environment.Actions.DiscreteSize
            && policy.Environment.Actions.MaskSize == environment.Actions.MaskSize
            && policy.Environment.Actions.ContinuousSize == environment.Actions.ContinuousSize;
        if (!fits)
        {
            throw UserError.Of($"the policy of '{policy.Agent}' was made for {policy.Environment.Name}, which is another world than the {environment.Name} of the run's config.yaml");
        }
    }
}
