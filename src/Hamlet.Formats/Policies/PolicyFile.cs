using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Json;
using Hamlet.Formats.Safetensors;
using Hamlet.Networks;
using Hamlet.Randomness;

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

    private const string FormatKey = "format";
    private const string Format = "hamlet.policy";
    private const string VersionKey = "version";
    private const string Version = "1";
    private const string DocumentKey = "policy";

    private PolicyFile(string agent, long? step, EnvironmentSpec environment, NetworkSpec network, string head, float[] parameters)
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

    /// <summary>The parameters of the network, in the order of <see cref="ParameterLayout"/>.</summary>
    public ReadOnlyMemory<float> Parameters { get; }

    /// <summary>Takes a copy of a policy.</summary>
    /// <param name="model">The policy: see <see cref="IPolicy.Model"/>.</param>
    /// <param name="environment">What it was made for.</param>
    /// <param name="agent">The agent that learned it.</param>
    /// <param name="step">Environment steps of the run that it had seen; null where that is not known.</param>
    public static PolicyFile Of(PolicyModel model, EnvironmentSpec environment, string agent, long? step = null)
    {
        float[] parameters = new float[model.Network.ParameterCount];
        model.Network.ReadParameters(parameters);
        return new PolicyFile(agent, step, environment with { Actions = model.Actions }, model.Network.Spec, model.Head, parameters);
    }

    /// <summary>Reads a file. What it allocates is in proportion to the file's length, whatever the file says.</summary>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="InvalidDataException">It is no policy, a damaged one, or one of a newer version.</exception>
    public static PolicyFile Read(string path)
    {
        using var file = SafetensorsFile.Open(path);
        try
        {
            return Read(file, path);
        }
        catch (Exception e) when (e is ConfigException or ArgumentException or OverflowException or InvalidDataException)
        {
            throw e is InvalidDataException && e.Message.StartsWith(path, StringComparison.Ordinal) ? e : new InvalidDataException($"{path}: {e.Message}", e);
        }
    }

    /// <summary>The policy, on a backend.</summary>
    public IPolicy ToPolicy(IBackend backend)
    {
        // What the network begins with is overwritten: the cheapest will do.
        var random = new RandomStream(0);
        NetworkSpec spec = Network with { Trunk = Network.Trunk with { Initialization = Initialization.Kaiming } };
        using INetwork network = backend.CreateNetwork(spec, ref random);
        network.WriteParameters(Parameters.Span);
        return new NetworkPolicy(network.CreateInference(), Environment.Actions, Head);
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
        writer.AddMetadata(DocumentKey, ConfigJson.Write(ToConfig(ToDocument())));
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

    private static ConfigMap ToConfig<T>(T options)
        where T : class, IOptions<T> => T.ToConfig(options, new ConfigWriter());

    private static PolicyFile Read(SafetensorsFile file, string path)
    {
        if (file.Metadata.GetValueOrDefault(FormatKey) != Format || !file.Metadata.TryGetValue(DocumentKey, out string? text))
        {
            throw new InvalidDataException("it is a safetensors file but no policy");
        }

        if (file.Metadata.GetValueOrDefault(VersionKey) != Version)
        {
            throw new InvalidDataException(
                $"it is a policy of the version '{file.Metadata.GetValueOrDefault(VersionKey)}', and this program knows version {Version}");
        }

        var binder = new ConfigBinder();
        PolicyDocument document = binder.Bind<PolicyDocument>(ConfigJson.Parse(text, path));
        binder.ThrowIfErrors();
        EnvironmentSpec environment = document.Environment.ToSpec();
        NetworkSpec network = document.Network.ToSpec();
        Check(document, environment, network);
        return new PolicyFile(document.Agent, document.Step, environment, network, document.Head, ReadParameters(file, network));
    }

    private static void Check(PolicyDocument document, EnvironmentSpec environment, NetworkSpec network)
    {
        if (network.Inputs != environment.ObservationSize)
        {
            throw new InvalidDataException($"its network takes {network.Inputs} values, an observation has {environment.ObservationSize}");
        }

        bool numbers = environment.Actions is ContinuousActions;
        int width = numbers ? environment.Actions.ContinuousSize : environment.Actions.MaskSize;
        if (numbers != (document.Rule == PolicyRule.Clip) || network.Heads.FirstOrDefault(h => h.Name == document.Head)?.Width != width)
        {
            throw new InvalidDataException($"its head '{document.Head}' does not fit its actions");
        }
    }

    // The file itself has bytes for each of these, so that what it says cannot ask for more than it is long.
    private static float[] ReadParameters(SafetensorsFile file, NetworkSpec network)
    {
        IReadOnlyList<ParameterSlice> slices = ParameterLayout.Create(network);
        foreach (ParameterSlice slice in slices)
        {
            TensorInfo tensor = file.Tensor(slice.Name);
            if (!tensor.Shape.SequenceEqual(slice.Shape.Select(static d => (long)d)))
            {
                throw new InvalidDataException(
                    $"'{slice.Name}' has the shape [{string.Join(", ", tensor.Shape)}], the network needs [{string.Join(", ", slice.Shape)}]");
            }
        }

        if (file.Tensors.Count != slices.Count)
        {
            throw new InvalidDataException($"it has {file.Tensors.Count} tensors, the network needs {slices.Count}");
        }

        float[] parameters = new float[slices[^1].Offset + slices[^1].Length];
        foreach (ParameterSlice slice in slices)
        {
            file.Read(slice.Name, parameters.AsSpan(slice.Offset, slice.Length));
        }

        return parameters;
    }
}
