namespace Hamlet.Environments;

/// <summary>
/// The observations and masks of all rows. It keeps a picture of each row and repaints only what a step changed; the caller's memory gets a
/// copy, so that it may do with it what it likes.
/// </summary>
internal sealed class TownView
{
    private readonly TownPlan _plan;
    private readonly TownLayout _layout;
    private readonly TownState _state;
    private readonly TownDynamics _dynamics;
    private readonly float[] _pictures;
    private readonly float[] _offsetX;
    private readonly float[] _offsetY;
    private readonly float[] _sin = new float[TownPlan.Day];
    private readonly float[] _cos = new float[TownPlan.Day];
    private readonly int _maxSteps;

    public TownView(TownPlan plan, TownLayout layout, TownState state, TownDynamics dynamics, int maxSteps)
    {
        _plan = plan;
        _layout = layout;
        _state = state;
        _dynamics = dynamics;
        _maxSteps = maxSteps;
        _pictures = new float[state.Rows * layout.Size];
        _offsetX = Offsets(plan.Width, plan.Sight);
        _offsetY = Offsets(plan.Height, plan.Sight);
        for (int hour = 0; hour < TownPlan.Day; hour++)
        {
            double angle = 2 * Math.PI * hour / TownPlan.Day;
            _sin[hour] = (float)Math.Sin(angle);
            _cos[hour] = (float)Math.Cos(angle);
        }
    }

    /// <summary>What a row sees.</summary>
    public Span<float> Picture(int row) => _pictures.AsSpan(row * _layout.Size, _layout.Size);

    /// <summary>The meters that the row sees, as shares: those of the step before, until <see cref="Refresh"/>.</summary>
    public ReadOnlySpan<float> MetersOf(int row) => _pictures.AsSpan((row * _layout.Size) + _layout.Meters, _plan.MeterCount);

    /// <summary>Paints everything, whatever was there before.</summary>
    public void Paint(int row, ReadOnlySpan<float> shares)
    {
        Span<float> picture = Picture(row);
        picture.Clear();
        PaintPlace(row, picture);
        Refresh(row, shares);
    }

    /// <summary>Takes the agent off its cell, before it moves.</summary>
    public void Lift(int row)
    {
        Span<float> picture = Picture(row);
        if (_layout.Cell >= 0)
        {
            picture[_layout.Cell + (_state.Y[row] * _plan.Width) + _state.X[row]] = 0;
        }

        int underfoot = _state.Underfoot(row);
        if (underfoot >= 0)
        {
            picture[_layout.Underfoot + underfoot] = 0;
        }
    }

    /// <summary>Puts the agent on its cell, after it has moved.</summary>
    public void Place(int row) => PaintPlace(row, Picture(row));

    /// <summary>Paints what every step changes.</summary>
    public void Refresh(int row, ReadOnlySpan<float> shares)
    {
        Span<float> picture = Picture(row);
        shares[.._plan.MeterCount].CopyTo(picture[_layout.Meters..]);
        ReadOnlySpan<float> meters = _state.MetersOf(row);
        int hour = _state.Hour(row);
        Span<float> usable = picture.Slice(_layout.Usable, _plan.AffordanceCount);
        for (int a = 0; a < usable.Length; a++)
        {
            usable[a] = _dynamics.CanUse(meters, a, hour) ? 1 : 0;
        }

        if (_plan.Temporal)
        {
            picture[_layout.Time] = _sin[hour];
            picture[_layout.Time + 1] = _cos[hour];
            int underfoot = _state.Underfoot(row);
            picture[_layout.Progress] = underfoot < 0 ? 0 : (float)_state.Progress[row] / _plan.Ticks[underfoot];
        }

        picture[_layout.Lifetime] = (float)_state.Steps[row] / _maxSteps;
    }

    /// <summary>Writes which actions are allowed.</summary>
    public void Mask(int row, Span<bool> mask)
    {
        int underfoot = _state.Underfoot(row);
        mask[TownAction.Wait] = true;
        mask[TownAction.Interact] = !_plan.MaskInteract || (underfoot >= 0 && Picture(row)[_layout.Usable + underfoot] > 0);
        mask[TownAction.Right] = _state.X[row] < _plan.Width - 1;
        mask[TownAction.Left] = _state.X[row] > 0;
        mask[TownAction.Down] = _state.Y[row] < _plan.Height - 1;
        mask[TownAction.Up] = _state.Y[row] > 0;
    }

    private void PaintPlace(int row, Span<float> picture)
    {
        int x = _state.X[row];
        int y = _state.Y[row];
        picture[_layout.Position] = Share(x, _plan.Width);
        picture[_layout.Position + 1] = Share(y, _plan.Height);
        if (_layout.Cell >= 0)
        {
            picture[_layout.Cell + (y * _plan.Width) + x] = 1;
        }

        int underfoot = _state.Underfoot(row);
        if (underfoot >= 0)
        {
            picture[_layout.Underfoot + underfoot] = 1;
        }

        int count = _plan.AffordanceCount;
        ReadOnlySpan<int> affordanceX = _state.AffordanceX.AsSpan(row * count, count);
        ReadOnlySpan<int> affordanceY = _state.AffordanceY.AsSpan(row * count, count);
        Span<float> offsetX = picture.Slice(_layout.OffsetX, count);
        Span<float> offsetY = picture.Slice(_layout.OffsetY, count);
        if (_layout.Seen < 0)
        {
            Direct(affordanceX, x, _offsetX, offsetX);
            Direct(affordanceY, y, _offsetY, offsetY);
        }
        else
        {
            PaintWindow(picture, x, y, affordanceX, affordanceY);
        }
    }

    private void PaintWindow(Span<float> picture, int x, int y, ReadOnlySpan<int> affordanceX, ReadOnlySpan<int> affordanceY)
    {
        for (int a = 0; a < affordanceX.Length; a++)
        {
            int right = affordanceX[a] - x;
            int down = affordanceY[a] - y;
            bool seen = Math.Abs(right) <= _plan.Sight && Math.Abs(down) <= _plan.Sight;
            picture[_layout.Seen + a] = seen ? 1 : 0;
            picture[_layout.OffsetX + a] = seen ? _offsetX[right + _plan.Width - 1] : 0;
            picture[_layout.OffsetY + a] = seen ? _offsetY[down + _plan.Height - 1] : 0;
        }
    }

    private static void Direct(ReadOnlySpan<int> affordances, int own, float[] table, Span<float> offsets)
    {
        // The table begins at the farthest offset to the left or up.
        ReadOnlySpan<float> from = table.AsSpan((table.Length / 2) - own);
        for (int a = 0; a < affordances.Length; a++)
        {
            offsets[a] = from[affordances[a]];
        }
    }

    // What an offset of -(size - 1) to size - 1 cells is in the observation: a share of the grid, or of the window.
    private static float[] Offsets(int size, int sight)
    {
        float whole = sight < 0 ? Math.Max(1, size - 1) : Math.Max(1, sight);
        return [.. Enumerable.Range(1 - size, (2 * size) - 1).Select(offset => offset / whole)];
    }

    private static float Share(int cell, int size) => size > 1 ? (float)cell / (size - 1) : 0;
}
