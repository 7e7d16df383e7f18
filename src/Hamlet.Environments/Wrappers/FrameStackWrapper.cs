using Hamlet.State;

namespace Hamlet.Environments.Wrappers;

/// <summary>
/// Shows the last observations of the episode at once, the oldest first (Mnih et al., 2015). Before an episode's beginning stands its first
/// observation, as with Gymnasium's <c>FrameStackObservation</c>.
/// </summary>
[Wrapper("frame_stack")]
public sealed class FrameStackWrapper : IWrapper
{
    private readonly FrameStackOptions _options;
    private readonly EnvironmentSpec _world;
    private readonly int _size;

    // [rows, frames, size]: what the agent sees.
    private readonly float[] _frames;

    /// <summary>Makes it.</summary>
    public FrameStackWrapper(FrameStackOptions options, WrapperContext context)
        : this(options, context.Environment, context.Rows)
    {
    }

    private FrameStackWrapper(FrameStackOptions options, EnvironmentSpec world, int rows)
    {
        _options = options;
        _world = world;
        _size = world.ObservationSize;
        _frames = new float[checked(rows * options.Frames * _size)];
        Spec = world with
        {
            Fields =
            [
                .. Enumerable.Range(0, options.Frames).SelectMany(frame =>
                    world.Fields.Select(f => f with { Name = Name(f.Name, frame), Offset = f.Offset + (frame * _size) })),
            ],
        };
    }

    /// <inheritdoc/>
    public EnvironmentSpec Spec { get; }

    /// <inheritdoc/>
    public void Reset(EnvironmentRows world, EnvironmentRows agent)
    {
        for (int row = 0; row < world.Count; row++)
        {
            Begin(row, world.Observation(row));
        }

        _frames.CopyTo(agent.Observations);
        world.CopyOutcomeTo(agent);
    }

    /// <inheritdoc/>
    public void Step(EnvironmentRows world, EnvironmentRows agent)
    {
        for (int row = 0; row < world.Count; row++)
        {
            if (world.Terminated[row] || world.Truncated[row])
            {
                Push(row, world.FinalObservation(row));
                Stack(row).CopyTo(agent.FinalObservation(row));
                Begin(row, world.Observation(row));
            }
            else
            {
                Push(row, world.Observation(row));
            }
        }

        _frames.CopyTo(agent.Observations);
        world.CopyOutcomeTo(agent);
    }

    /// <inheritdoc/>
    public IWrapper CreateFrozen(int rows) => new FrameStackWrapper(_options, _world, rows);

    /// <inheritdoc/>
    public void SaveState(StateWriter writer) => writer.Write<float>("frames", _frames);

    /// <inheritdoc/>
    public void LoadState(StateReader reader) => reader.Read("frames", _frames.AsSpan());

    private string Name(string field, int frame)
    {
        int age = _options.Frames - 1 - frame;
        return age == 0 ? field : $"{field}[-{age}]";
    }

    private Span<float> Stack(int row) => _frames.AsSpan(row * _options.Frames * _size, _options.Frames * _size);

    private void Begin(int row, ReadOnlySpan<float> observation)
    {
        for (int frame = 0; frame < _options.Frames; frame++)
        {
            observation.CopyTo(Stack(row)[(frame * _size)..]);
        }
    }

    private void Push(int row, ReadOnlySpan<float> observation)
    {
        Span<float> stack = Stack(row);
        stack[_size..].CopyTo(stack);
        observation.CopyTo(stack[^_size..]);
    }
}
