using Hamlet.Configuration;
using Hamlet.Networks;
using Hamlet.Randomness;
using Hamlet.Threads;

namespace Hamlet.Numerics;

/// <summary>
/// Multi-layer perceptrons, with a recurrent layer where asked for, in float32 on the processor, written in C#. A forward pass gives a row
/// the same bits in any batch, and everything gives the same bits in every run, on any number of threads.
/// </summary>
[Backend("managed")]
public sealed class ManagedBackend : IBackend
{
    private readonly InstructionSet _set;
    private readonly WorkerPool _threads;

    /// <summary>Chooses the instruction set.</summary>
    /// <exception cref="ConfigException">
    /// The device is another than the processor, or the processor lacks the instruction set that is asked for.
    /// </exception>
    public ManagedBackend(ManagedBackendOptions options, BackendContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        if (!IsDevice(context.Device))
        {
            throw new ConfigException(context.Source, $"there is no device '{context.Device}': it is auto, cpu, cuda, cuda:1 (any number) or mps");
        }

        if (context.Device is not ("auto" or "cpu"))
        {
            throw new ConfigException(
                context.Source,
                $"the managed backend computes on the processor: 'device: {context.Device}' needs 'backend: {{ type: torchsharp }}' and a build of Hamlet.Gen,"
                + " or of its packages, that was made with -p:TorchSharp=cuda-linux (cuda-windows on Windows); 'hamlet doctor' says the commands, and what there is");
        }

        _threads = context.Threads;
        try
        {
            _set = InstructionSet.Choose(options.Simd);
        }
        catch (PlatformNotSupportedException e)
        {
            throw new ConfigException(context.Source, e.Message);
        }
    }

    /// <inheritdoc/>
    public string Description => $"managed, {_set.Name}";

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The spec has no inputs, no head, an empty layer or two heads of one name.</exception>
    public INetwork CreateNetwork(NetworkSpec spec, ref RandomStream random)
    {
        var network = new ManagedNetwork(new NetworkLayout(spec), _set.Kernels, _threads);
        float[] parameters = new float[network.ParameterCount];
        ParameterInitialization.Fill(spec, ref random, parameters);
        network.WriteParameters(parameters);
        return network;
    }

    private static bool IsDevice(string name) => name is "auto" or "cpu" or "cuda" or "mps"
        || (name.StartsWith("cuda:", StringComparison.Ordinal) && name.Length > 5 && name.AsSpan(5).IndexOfAnyExceptInRange('0', '9') < 0);

    /// <summary>Does nothing: networks live as long as they are used.</summary>
    public void Dispose()
    {
    }
}
