using Hamlet.Configuration;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Training.Backends;

namespace Hamlet.Training.Experiments;

/// <summary>Reads the section <c>backend</c>; what <c>auto</c> stands for is settled here, and written into the run's configuration.</summary>
internal sealed class BackendBinder(SectionBinder sections)
{
    /// <summary>Binds it.</summary>
    /// <param name="root">The experiment.</param>
    /// <param name="agents">Its agents, whose networks <c>auto</c> looks at.</param>
    public (BackendHostOptions Host, BoundPlugin<IBackend, BackendContext>? Backend, string? Choice) Bind(ConfigMap root, IReadOnlyList<AgentPlan> agents)
    {
        ConfigMap map = sections.Section(root, "backend");
        BackendHostOptions host = sections.BindHost<BackendHostOptions>(map);
        if (host.Type != BackendChoice.Auto)
        {
            return (host, Plugin(map, host.Type), null);
        }

        // Which backend's options may stand here is not known.
        sections.Binder.RejectUnknownKeys(map, SectionBinder.SchemaOf<BackendHostOptions>());
        if (sections.Binder.HasErrors)
        {
            return (host, null, null);
        }

        IReadOnlyList<BackendDevice> devices = BackendDevices.Find(sections.Catalog, host.Device);
        if (BackendChoice.Make(devices, BackendChoice.Work(agents), host.Device) is not { } choice)
        {
            sections.Binder.Error(host.Source, Reason(devices, host));
            return (host, null, null);
        }

        host = host with { Type = choice.Backend, Device = choice.Device };
        return (host, Plugin(ConfigMap.Empty(map.Span), choice.Backend), $"auto: {choice.Reason}");
    }

    private BoundPlugin<IBackend, BackendContext>? Plugin(ConfigMap map, string name) =>
        sections.BindPlugin<IBackend, BackendContext, BackendHostOptions>(map, "type", name, "backend");

    // The backend that could have a GPU says best what it lacks; where there is none, the managed one says which could.
    private static string Reason(IReadOnlyList<BackendDevice> devices, BackendHostOptions host)
    {
        string standard = new BackendHostOptions().Type;
        return devices.OrderBy(d => d.Backend == standard).FirstOrDefault(static d => !d.IsThere)?.Missing ?? $"no backend has 'device: {host.Device}'";
    }
}
