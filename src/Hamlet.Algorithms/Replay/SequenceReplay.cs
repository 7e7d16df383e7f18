using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.State;

namespace Hamlet.Algorithms.Replay;

/// <summary>
/// The latest steps of each row in the order of time, with what the network remembered at every place where a sequence may begin: the replay of
/// R2D2 (Kapturowski et al., 2019, https://openreview.net/forum?id=r1lyTjAqYX, section 2.3), whose sequences overlap by half.
/// </summary>
/// <remarks>
/// An episode's last observation stands behind its last step as a place without a step, so that a truncated episode can be bootstrapped from it
/// with the memory of that moment. A sequence goes on over the end of an episode, where the memory is cleared; the paper's do not.
/// </remarks>
internal sealed class SequenceReplay : IStateful
{
    private readonly SequenceShape _shape;
    private readonly int _rows;
    private readonly int _places;
    private readonly int _observationSize;
    private readonly int _maskSize;
    private readonly int _stateSize;
    private readonly double _gamma;
    private readonly PrioritizedSampling? _priorities;

    // [places, rows, ...], each row a ring.
    private readonly float[] _observations;
    private readonly bool[] _masks;
    private readonly int[] _actions;
    private readonly float[] _rewards;
    private readonly bool[] _begins;
    private readonly bool[] _ends;
    private readonly bool[] _terminated;

    // [places / stride, rows, state size].
    private readonly float[] _states;

    // How many places each row has written, and whether its next one begins an episode.
    private readonly long[] _written;
    private readonly bool[] _isNew;

    /// <summary>Reserves the arrays.</summary>
    /// <param name="shape">What a sequence is.</param>
    /// <param name="environment">What steps look like.</param>
    /// <param name="rows">The agent's rows.</param>
    /// <param name="capacity">The steps of all rows; as many are kept of each as make whole strides.</param>
    /// <param name="stateSize">The values that the network remembers.</param>
    /// <param name="gamma">What a reward one step later counts.</param>
    /// <param name="priorities">Which sequences to draw, <see cref="Slots"/> of them; null for each as likely as any other.</param>
    public SequenceReplay(
        SequenceShape shape, EnvironmentSpec environment, int rows, int capacity, int stateSize, double gamma, PrioritizedSampling? priorities)
    {
        _shape = shape;
        _rows = rows;
        _places = Places(shape, rows, capacity);
        _observationSize = environment.ObservationSize;
        _maskSize = environment.HasMasks ? environment.Actions.MaskSize : 0;
        _stateSize = stateSize;
        _gamma = gamma;
        _priorities = priorities;
        _observations = new float[checked(_places * rows * _observationSize)];
        _masks = new bool[checked(_places * rows * _maskSize)];
        _actions = new int[_places * rows];
        _rewards = new float[_places * rows];
        _begins = new bool[_places * rows];
        _ends = new bool[_places * rows];
        _terminated = new bool[_places * rows];
        _states = new float[checked(_places / shape.Stride * rows * stateSize)];
        _written = new long[rows];
        _isNew = new bool[rows];
        _isNew.AsSpan().Fill(true);
    }

    /// <summary>The steps there are, with the ends of episodes.</summary>
    public int Count
    {
        get
        {
            long count = 0;
            foreach (long written in _written)
            {
                count += Math.Min(written, _places);
            }

            return (int)count;
        }
    }

    /// <summary>The sequences that can be drawn.</summary>
    public int Sequences
    {
        get
        {
            int count = 0;
            for (int row = 0; row < _rows; row++)
            {
                count += SequencesOf(row);
            }

            return count;
        }
    }

    /// <summary>How many slots there are for sequences; those of row r are r, r + rows, ...</summary>
    public static int Slots(SequenceShape shape, int rows, int capacity) => Places(shape, rows, capacity) / shape.Stride * rows;

    /// <summary>The places of each row: whole strides, so that sequences begin at the same ones in every round.</summary>
    public static int Places(SequenceShape shape, int rows, int capacity) => capacity / rows / shape.Stride * shape.Stride;

    /// <summary>Keeps what each row sees and remembers before it acts.</summary>
    public void See(EnvironmentRows rows, ReadOnlySpan<float> states)
    {
        for (int row = 0; row < _rows; row++)
        {
            Write(row, rows.Observation(row), rows.Mask(row), states.Slice(row * _stateSize, _stateSize));
            _begins[At(row, _written[row])] = _isNew[row];
        }
    }

    /// <summary>Adds the step that a row made from what it saw.</summary>
    /// <param name="rows">All rows, after the step.</param>
    /// <param name="row">The row.</param>
    /// <param name="state">What it remembers now.</param>
    public void Add(EnvironmentRows rows, int row, ReadOnlySpan<float> state)
    {
        int at = At(row, _written[row]);
        _actions[at] = rows.Actions[row];
        _rewards[at] = rows.Rewards[row];
        (_ends[at], _terminated[at]) = (false, false);
        Advance(row);
        _isNew[row] = rows.Terminated[row] || rows.Truncated[row];
        if (_isNew[row])
        {
            Write(row, rows.FinalObservation(row), rows.FinalMask(row), state);
            at = At(row, _written[row]);
            (_begins[at], _ends[at], _terminated[at]) = (false, true, rows.Terminated[row]);
            Advance(row);
        }
    }

    /// <summary>Draws sequences with replacement; there must be one.</summary>
    public void Sample(SequenceBatch batch, ref RandomStream random)
    {
        int count = Sequences;
        if (_priorities is not null)
        {
            _priorities.Draw(batch.Slots, batch.Weights, count, ref random);
        }
        else
        {
            foreach (ref int slot in batch.Slots.AsSpan())
            {
                slot = Find(random.NextInt32(count));
            }
        }

        for (int i = 0; i < batch.Size; i++)
        {
            Copy(batch, i);
        }
    }

    /// <summary>A minibatch has been learned from: its priorities say what to draw next.</summary>
    public void Learn(SequenceBatch batch) => _priorities?.Learn(batch.Slots, batch.Priorities);

    /// <inheritdoc/>
    public void SaveState(StateWriter writer)
    {
        int places = writer.KeepsReplay ? (int)Math.Min(_written.Max(), _places) : 0;
        int steps = places * _rows;
        writer.Write("places", _places);
        writer.Write<long>("written", writer.KeepsReplay ? _written : new long[_rows]);
        writer.Write("is_new", _isNew);
        writer.Write<float>("observations", _observations.AsSpan(0, steps * _observationSize), [places, _rows, _observationSize]);
        writer.Write("masks", _masks.AsSpan(0, steps * _maskSize));
        writer.Write<int>("actions", _actions.AsSpan(0, steps), [places, _rows]);
        writer.Write<float>("rewards", _rewards.AsSpan(0, steps), [places, _rows]);
        writer.Write("begins", _begins.AsSpan(0, steps));
        writer.Write("ends", _ends.AsSpan(0, steps));
        writer.Write("terminated", _terminated.AsSpan(0, steps));
        int starts = Starts(places);
        writer.Write<float>("states", _states.AsSpan(0, starts * _rows * _stateSize), [starts, _rows, _stateSize]);
        if (_priorities is not null)
        {
            writer.Write("priorities", _priorities);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="StateException">The replay had room for another number of steps.</exception>
    public void LoadState(StateReader reader)
    {
        long places = reader.ReadInt64("places");
        if (places != _places)
        {
            throw new StateException($"The replay had room for {places} steps of each row, now for {_places}.");
        }

        reader.Read("written", _written.AsSpan());
        if (_written.Min() < 0)
        {
            throw new StateException("A row of the replay has fewer than no steps.");
        }

        reader.Read("is_new", _isNew.AsSpan());
        int filled = (int)Math.Min(_written.Max(), _places);
        int steps = filled * _rows;
        reader.Read("observations", _observations.AsSpan(0, steps * _observationSize));
        reader.Read("masks", _masks.AsSpan(0, steps * _maskSize));
        reader.Read("actions", _actions.AsSpan(0, steps));
        reader.Read("rewards", _rewards.AsSpan(0, steps));
        reader.Read("begins", _begins.AsSpan(0, steps));
        reader.Read("ends", _ends.AsSpan(0, steps));
        reader.Read("terminated", _terminated.AsSpan(0, steps));
        reader.Read("states", _states.AsSpan(0, Starts(filled) * _rows * _stateSize));
        if (_priorities is not null)
        {
            reader.Read("priorities", _priorities);
        }
    }

    // Places where sequences begin among the first ones.
    private int Starts(int places) => (places + _shape.Stride - 1) / _shape.Stride;

    private int At(int row, long place) => ((int)(place % _places) * _rows) + row;

    private int Slot(int row, long place) => ((int)(place % _places) / _shape.Stride * _rows) + row;

    private void Write(int row, ReadOnlySpan<float> observation, ReadOnlySpan<bool> mask, ReadOnlySpan<float> state)
    {
        int at = At(row, _written[row]);
        observation.CopyTo(_observations.AsSpan(at * _observationSize, _observationSize));
        if (_maskSize > 0)
        {
            mask.CopyTo(_masks.AsSpan(at * _maskSize, _maskSize));
        }

        if (_written[row] % _shape.Stride == 0)
        {
            state.CopyTo(_states.AsSpan(Slot(row, _written[row]) * _stateSize, _stateSize));
        }
    }

    // One place more: what began where it stands now is gone, and another sequence may have become whole.
    private void Advance(int row)
    {
        long place = _written[row]++;
        if (_priorities is null)
        {
            return;
        }

        if (place % _shape.Stride == 0)
        {
            _priorities.Remove(Slot(row, place));
        }

        long start = _written[row] - _shape.Whole;
        if (start >= 0 && start % _shape.Stride == 0)
        {
            _priorities.Add(Slot(row, start));
        }
    }

    private long FirstStart(int row) => Starts(Math.Max(0, _written[row] - _places));

    private long Starts(long place) => (place + _shape.Stride - 1) / _shape.Stride;

    private int SequencesOf(int row) =>
        _written[row] < _shape.Whole ? 0 : (int)(((_written[row] - _shape.Whole) / _shape.Stride) - FirstStart(row) + 1);

    // The slot of the n-th sequence that can be drawn.
    private int Find(int n)
    {
        int row = 0;
        for (; n >= SequencesOf(row); row++)
        {
            n -= SequencesOf(row);
        }

        return Slot(row, (FirstStart(row) + n) * _shape.Stride);
    }

    private void Copy(SequenceBatch batch, int sequence)
    {
        (int start, int row) = (batch.Slots[sequence] / _rows * _shape.Stride, batch.Slots[sequence] % _rows);
        _states.AsSpan(batch.Slots[sequence] * _stateSize, _stateSize).CopyTo(batch.InitialState.AsSpan(sequence * _stateSize));
        for (int k = 0; k < _shape.Whole; k++)
        {
            int from = At(row, start + k);
            int to = (k * batch.Size) + sequence;
            _observations.AsSpan(from * _observationSize, _observationSize).CopyTo(batch.Observations.AsSpan(to * _observationSize));
            _masks.AsSpan(from * _maskSize, _maskSize).CopyTo(batch.Masks.AsSpan(to * _maskSize));
            batch.Begins[to] = _begins[from];
        }

        for (int k = 0; k < _shape.Length; k++)
        {
            CopyStep(batch, row, start + _shape.BurnIn + k, (k * batch.Size) + sequence);
        }
    }

    // A step with the rewards of the steps after it, as far as targets look or to the end of its episode.
    private void CopyStep(SequenceBatch batch, int row, int place, int to)
    {
        double sum = 0;
        double discount = 1;
        int ahead = 0;
        while (ahead < _shape.Lookahead && !_ends[At(row, place + ahead)])
        {
            sum += discount * _rewards[At(row, place + ahead)];
            discount *= _gamma;
            ahead++;
        }

        batch.IsStep[to] = ahead > 0;
        batch.Actions[to] = _actions[At(row, place)];
        batch.Rewards[to] = (float)sum;
        batch.Discounts[to] = _terminated[At(row, place + ahead)] ? 0 : (float)discount;
        batch.Lookaheads[to] = ahead;
    }
}
