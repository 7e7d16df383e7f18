using TorchSharp;
using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>
/// Floats on their way between the host and the device: one buffer on each side, allocated once. The host's is pinned where the device is a
/// GPU, so that a copy needs no other; on the processor both are the same memory and nothing is copied.
/// </summary>
internal sealed unsafe class Staging : IDisposable
{
    private readonly Tensor _host;
    private readonly Tensor _device;
    private readonly float* _pointer;
    private readonly Device _where;
    private bool _inFlight;

    /// <summary>Allocates.</summary>
    public Staging(long length, Device device)
    {
        Length = checked((int)length);
        _where = device;
        using DisposeScope scope = NewDisposeScope();
        Tensor plain = zeros(Math.Max(1, length), ScalarType.Float32);
        _host = (device.type == DeviceType.CUDA ? plain.pin_memory() : plain).DetachFromDisposeScope();
        _device = device.type == DeviceType.CPU ? _host : zeros(Math.Max(1, length), ScalarType.Float32, device).DetachFromDisposeScope();
        fixed (byte* first = _host.bytes)
        {
            _pointer = (float*)first;
        }
    }

    /// <summary>How many floats it has.</summary>
    public int Length { get; }

    /// <summary>The host's side. Waits for a copy that is under way, which mostly ended long ago.</summary>
    public Span<float> Host
    {
        get
        {
            if (_inFlight)
            {
                cuda.synchronize(_where);
                _inFlight = false;
            }

            return new Span<float>(_pointer, Length);
        }
    }

    /// <summary>Brings the first values up in one copy, for which a GPU with CUDA is not waited for.</summary>
    /// <returns>The device's side, as long as that; a view for the scope of the caller.</returns>
    public Tensor Upload(int count)
    {
        Tensor target = _device.narrow(0, 0, count);
        if (!ReferenceEquals(_device, _host))
        {
            _inFlight = _where.type == DeviceType.CUDA;
            target.copy_(_host.narrow(0, 0, count), _inFlight);
        }

        return target;
    }

    /// <summary>Brings values down in one copy and waits for them.</summary>
    public void Download(Tensor values) =>
        _host.narrow(0, 0, values.numel()).copy_(values.reshape(-1));

    /// <inheritdoc/>
    public void Dispose()
    {
        _host.Dispose();
        if (!ReferenceEquals(_device, _host))
        {
            _device.Dispose();
        }
    }
}
