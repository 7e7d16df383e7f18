using Hamlet.Configuration;
using Hamlet.Networks;
using Hamlet.Randomness;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>
/// Multi-layer perceptrons, with a recurrent layer where asked for, in float32 on TorchSharp: on the processor, on a GPU with CUDA, or on Apple's.
/// Parameters have the names, the order and the initial values of every other backend, so that checkpoints are exchanged freely.
/// </summary>
[Backend("torchsharp")]
public sealed class TorchSharpBackend : IBackend
{
    private readonly Device _device;
    private readonly bool _deviceUpdates;

    /// <summary>Loads the native library and chooses the device.</summary>
    /// <exception cref="ConfigException">The native library does not load, or the device that is asked for is not there.</exception>
    public TorchSharpBackend(TorchSharpBackendOptions options, BackendContext context)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(context);
        (_device, string device) = DeviceChoice.Make(context);
        set_num_threads(options.Threads);
        _deviceUpdates = options.DeviceUpdates;
        string threads = options.Threads == 1 ? "1 thread" : $"{options.Threads} threads";
        Description = $"torchsharp, {device}, TorchSharp {NativeHalf.Version} for libtorch {__version__}, {threads}, updates {(_deviceUpdates ? "on the device" : "portable")}";
    }

    /// <inheritdoc/>
    public string Description { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The spec has no inputs, no head, an empty layer or two heads of one name.</exception>
    public INetwork CreateNetwork(NetworkSpec spec, ref RandomStream random)
    {
        TorchNetwork network = _deviceUpdates ? new TorchUpdateNetwork(spec, _device) : new TorchNetwork(spec, _device);
        float[] parameters = new float[network.ParameterCount];
        ParameterInitialization.Fill(spec, ref random, parameters);
        network.WriteParameters(parameters);
        return network;
    }

    /// <summary>Does nothing: each network frees its own memory.</summary>
    public void Dispose()
    {
    }
}
