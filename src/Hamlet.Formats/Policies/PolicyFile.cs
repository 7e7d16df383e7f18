using System.Globalization;
using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Json;
using Hamlet.Formats.Safetensors;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Formats.Policies;

/// <summary>
/// A policy as a file that needs nothing else: a safetensors file whose tensors are the parameters of the network, named as in PyTorch, and
/// whose metadata has, under <c>policy</c>, JSON with the network, the environment's observations and actions, and the rule from the one to
/// the other.
/// </summary>
public sealed class PolicyFile
{
    /// <summary>How the name of such a file ends.</summary>
    public const string Extension = ".safetensors";

    internal const string FormatKey = "format";
    internal const string Format = "hamlet.policy";
    internal const string VersionKey = "version";
    internal const string Version = "1";
    internal const string DocumentKey = "policy";
    internal const string WrappersKey = "wrappers";
    internal const string WrapperPrefix = "wrappers.";
    internal const string TypeKey = "type";
    internal const string OptionsKey = "options";
    internal const string StateKey = "state";

    internal PolicyFile(string agent, long? step, EnvironmentSpec environment, NetworkSpec network, string head, float[] parameters)
    {
        Agent = agent;
        Step = step;
        Environment = environment;
        Network = network;
        Head = head;
        Parameters = parameters;
    }

    /// <summary>The agent that learned it.</summary>
    public string Agent { get; }

    /// <summary>Environment steps of the run that it had seen; null where that is not known.</summary>
    public long? Step { get; }

    /// <summary>What it was made for: the name, what is observed, what may be done.</summary>
    public EnvironmentSpec Environment { get; }

    /// <summary>The network.</summary>
    public NetworkSpec Network { get; }

    /// <summary>The head that decides.</summary>
    public string Head { get; }

    /// <summary>What the policy sees its world through, from the world's side on; none where it sees the world itself.</summary>
    public IReadOnlyList<PolicyWrapper> Wrappers { get; internal init; } = [];

    /// <summary>The parameters of the network, in the order of <see cref="ParameterLayout"/>.</summary>
    public ReadOnlyMemory<float> Parameters { get; }

    /// <summary>Takes a copy of a policy.</summary>
    /// <param name="model">The policy: see <see cref="IPolicy.Model"/>.</param>
    /// <param name="environment">The world, as it is before any wrapper.</param>
    /// <param name="agent">The agent that learned it.</param>
    /// <param name="step">Environment steps of the run that it had seen; null where that is not known.</param>
    public static PolicyFile Of(PolicyModel model, EnvironmentSpec environment, string agent, long? step = null)
    {
        float[] parameters = new float[model.Network.ParameterCount];
        model.Network.ReadParameters(parameters);
        return new PolicyFile(agent, step, environment, model.Network.Spec, model.Head, parameters)
        {
            Wrappers =
            [
                .. model.Wrappers.Select(static w =>
                    new PolicyWrapper(w.Plugin.Plugin.Name, w.Plugin.ToConfig(new ConfigWriter()), StateTree.Save(w.Wrapper))),
            ],
        };
    }

    /// <summary>Reads a file. What it allocates is in proportion to the file's length, whatever the file says.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no policy, a damaged one, or one of a newer version.</exception>
    public static PolicyFile Read(string path)
    {
        if (path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidDataException($"{path}: ONNX is for other runtimes: hamlet export --format safetensors writes what can be read here");
        }

        using var file = SafetensorsFile.Open(path);
        try
        {
            return PolicyReader.Read(file, path);
        }
        catch (Exception e) when (e is ConfigException or ArgumentException or OverflowException or InvalidDataException)
        {
            throw e is InvalidDataException && e.Message.StartsWith(path, StringComparison.Ordinal) ? e : new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>The policy, on a backend.</summary>
    /// <param name="backend">Where its network lives.</param>
    /// <param name="catalog">Where its wrappers are found; null for the plugins of this program.</param>
    /// <exception cref="InvalidDataException">There is no such wrapper, or it does not fit.</exception>
    public IPolicy ToPolicy(IBackend backend, PluginCatalog? catalog = null)
    {
        EnvironmentSpec seen = Environment;
        var wrappers = new List<IWrapper>();
        var plugins = new List<BoundPlugin<IWrapper, WrapperContext>>();
        foreach (PolicyWrapper wrapper in Wrappers)
        {
            plugins.Add(PolicyWrappers.Bind(wrapper, catalog ?? PluginCatalog.Host));
            wrappers.Add(PolicyWrappers.Create(wrapper, plugins[^1], seen));
            seen = wrappers[^1].Spec;
        }

        PolicyReader.CheckFit(Network, Head, seen);
        var policy = new NetworkPolicy(CreateNetwork(backend), seen.Actions, Head);
        return wrappers.Count == 0 ? policy : new WrappedPolicy(policy, wrappers, Environment) { Plugins = plugins };
    }

    /// <summary>Writes the file as a whole: it is not there under its name before it is complete.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string path)
    {
        string aside = path + ".tmp";
        using (FileStream stream = File.Create(aside))
        {
            WriteTo(stream);
            stream.Flush(flushToDisk: true);
        }

        File.Move(aside, path, overwrite: true);
    }

    /// <summary>Writes the content of the file; flushing is the caller's.</summary>
    public void WriteTo(Stream stream)
    {
        var writer = new SafetensorsWriter();
        writer.AddMetadata(FormatKey, Format);
        writer.AddMetadata(VersionKey, Version);
        writer.AddMetadata(DocumentKey, ConfigJson.Write(ToConfig(ToDocument()).With(WrappersKey, WrapperList(writer))));
        foreach (ParameterSlice slice in ParameterLayout.Create(Network))
        {
            writer.Add(slice.Name, Parameters.Slice(slice.Offset, slice.Length), [.. slice.Shape]);
        }

        writer.WriteTo(stream);
    }

    private PolicyDocument ToDocument() => new()
    {
        Agent = Agent,
        Step = Step,
        Environment = PolicyDocuments.Of(Environment),
        Network = PolicyDocuments.Of(Network),
        Head = Head,
        Rule = Environment.Actions is ContinuousActions ? PolicyRule.Clip : PolicyRule.Argmax,
    };

    private ConfigList WrapperList(SafetensorsWriter writer) => new(
        [
            .. Wrappers.Select((wrapper, i) => ConfigMap.Empty(default)
                .With(TypeKey, new ConfigScalar(wrapper.Type, default, quoted: true))
                .With(OptionsKey, wrapper.Options)
                .With(StateKey, StateDocument.Write(wrapper.State, WrapperPrefix + i.ToString(CultureInfo.InvariantCulture), writer))),
        ],
        default);

    private IInference CreateNetwork(IBackend backend)
    {
        // What the network begins with is overwritten: the cheapest will do.
        var random = new RandomStream(0);
        NetworkSpec spec = Network with { Trunk = Network.Trunk with { Initialization = Initialization.Kaiming } };
        using INetwork network = backend.CreateNetwork(spec, ref random);
        network.WriteParameters(Parameters.Span);
        return network.CreateInference();
    }

    private static ConfigMap ToConfig<T>(T options)
        where T : class, IOptions<T> => T.ToConfig(options, new ConfigWriter());
}
