using static TorchSharp.torch;

namespace Hamlet.Torch;

/// <summary>
/// All that an update needs in one buffer and one upload, and all that it tells in one download. What is added is taken in the same order.
/// </summary>
internal sealed class UpdateStaging(Device device) : IDisposable
{
    private Staging? _up;
    private Staging? _down;
    private Tensor? _uploaded;
    private int _written;
    private int _taken;

    /// <summary>Begins an update; the buffers grow to the greatest one.</summary>
    public void Begin(long up, long down)
    {
        Grow(ref _up, up);
        Grow(ref _down, down);
        _written = 0;
        _taken = 0;
    }

    /// <summary>Adds numbers.</summary>
    public void Add(ReadOnlySpan<float> values)
    {
        values.CopyTo(_up!.Host[_written..]);
        _written += values.Length;
    }

    /// <summary>Adds whole numbers, exact up to 2^24.</summary>
    public void Add(ReadOnlySpan<int> values)
    {
        Span<float> target = _up!.Host.Slice(_written, values.Length);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = values[i];
        }

        _written += target.Length;
    }

    /// <summary>Adds 1 for yes and 0 for no.</summary>
    public void Add(ReadOnlySpan<bool> values) => Add(values, yes: 1, no: 0);

    /// <summary>Adds 0 for yes and 1 for no.</summary>
    public void AddInverse(ReadOnlySpan<bool> values) => Add(values, yes: 0, no: 1);

    /// <summary>Brings all up.</summary>
    public void Upload() => _uploaded = _up!.Upload(_written);

    /// <summary>The next numbers on the device.</summary>
    public Tensor Take(int count)
    {
        Tensor taken = _uploaded!.narrow(0, _taken, count);
        _taken += count;
        return taken;
    }

    /// <summary>The next numbers as rows.</summary>
    public Tensor Take(int rows, int columns) => Take(rows * columns).view(rows, columns);

    /// <summary>Brings a vector down and waits for it.</summary>
    public ReadOnlySpan<float> Download(Tensor values)
    {
        _down!.Download(values);
        return _down.Host[..(int)values.numel()];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _up?.Dispose();
        _down?.Dispose();
    }

    private void Add(ReadOnlySpan<bool> values, float yes, float no)
    {
        Span<float> target = _up!.Host.Slice(_written, values.Length);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = values[i] ? yes : no;
        }

        _written += target.Length;
    }

    private void Grow(ref Staging? buffer, long length)
    {
        if (buffer is null || buffer.Length < length)
        {
            buffer?.Dispose();
            buffer = new Staging(length, device);
        }
    }
}
