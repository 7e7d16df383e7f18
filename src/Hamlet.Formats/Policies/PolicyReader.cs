using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Json;
using Hamlet.Formats.Safetensors;
using Hamlet.Networks;

namespace Hamlet.Formats.Policies;

/// <summary>Reads a policy and believes nothing: what it allocates is in proportion to the file's length, whatever the file says.</summary>
internal static class PolicyReader
{
    /// <summary>Reads a policy from an open file.</summary>
    /// <exception cref="InvalidDataException">It is none, a damaged one, or one of a newer version.</exception>
    public static PolicyFile Read(SafetensorsFile file, string path)
    {
        if (file.Metadata.GetValueOrDefault(PolicyFile.FormatKey) != PolicyFile.Format || !file.Metadata.TryGetValue(PolicyFile.DocumentKey, out string? text))
        {
            throw new InvalidDataException("it is a safetensors file but no policy");
        }

        if (file.Metadata.GetValueOrDefault(PolicyFile.VersionKey) != PolicyFile.Version)
        {
            throw new InvalidDataException(
                $"it is a policy of the version '{file.Metadata.GetValueOrDefault(PolicyFile.VersionKey)}', and this program knows version {PolicyFile.Version}");
        }

        ConfigMap map = ConfigJson.Parse(text, path);
        var binder = new ConfigBinder();
        PolicyDocument document = binder.Bind<PolicyDocument>(map.Without(PolicyFile.WrappersKey));
        binder.ThrowIfErrors();
        EnvironmentSpec environment = document.Environment.ToSpec();
        NetworkSpec network = document.Network.ToSpec();
        PolicyWrapper[] wrappers = map.TryGet(PolicyFile.WrappersKey, out ConfigEntry? entry) ? ReadWrappers(entry.Value, file) : [];
        if (wrappers.Length == 0)
        {
            CheckFit(network, document.Head, environment);
            if (environment.Actions is ContinuousActions != (document.Rule == PolicyRule.Clip))
            {
                throw Unfit(document.Head);
            }
        }

        return new PolicyFile(document.Agent, document.Step, environment, network, document.Head, ReadParameters(file, network)) { Wrappers = wrappers };
    }

    private static PolicyWrapper[] ReadWrappers(ConfigNode node, SafetensorsFile file) => node is not ConfigList list
        ? throw new InvalidDataException("its wrappers are no list")
        : [.. list.Items.Select(item =>
            item is ConfigMap map
            && map.TryGet(PolicyFile.TypeKey, out ConfigEntry? type) && type.Value is ConfigScalar { Text: var name }
            && map.TryGet(PolicyFile.OptionsKey, out ConfigEntry? options) && options.Value is ConfigMap values
            && map.TryGet(PolicyFile.StateKey, out ConfigEntry? state) && state.Value is ConfigMap tree
                ? new PolicyWrapper(name, values, StateDocument.Read(tree, file))
                : throw new InvalidDataException("what it says of a wrapper is damaged"))];

    /// <summary>Whether a network's head decides what is seen.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static void CheckFit(NetworkSpec network, string head, EnvironmentSpec seen)
    {
        if (network.Inputs != seen.ObservationSize)
        {
            throw new InvalidDataException($"its network takes {network.Inputs} values, an observation has {seen.ObservationSize}");
        }

        int width = seen.Actions is ContinuousActions ? seen.Actions.ContinuousSize : seen.Actions.MaskSize;
        if (network.Heads.FirstOrDefault(h => h.Name == head)?.Width != width)
        {
            throw Unfit(head);
        }
    }

    private static InvalidDataException Unfit(string head) => new($"its head '{head}' does not fit its actions");

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

        int others = file.Tensors.Keys.Count(static name => name.StartsWith(PolicyFile.WrapperPrefix, StringComparison.Ordinal));
        if (file.Tensors.Count - others != slices.Count)
        {
            throw new InvalidDataException($"it has {file.Tensors.Count - others} tensors, the network needs {slices.Count}");
        }

        float[] parameters = new float[slices[^1].Offset + slices[^1].Length];
        foreach (ParameterSlice slice in slices)
        {
            file.Read(slice.Name, parameters.AsSpan(slice.Offset, slice.Length));
        }

        return parameters;
    }
}
