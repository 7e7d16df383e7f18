namespace Hamlet.Environments;

/// <summary>Where each part of an observation stands; -1 for a part that the level does not have.</summary>
internal sealed class TownLayout
{
    private readonly List<ObservationField> _fields = [];

    public TownLayout(TownPlan plan)
    {
        bool full = plan.Sight < 0;
        string[] cells = [.. from y in Enumerable.Range(0, plan.Height) from x in Enumerable.Range(0, plan.Width) select $"{x},{y}"];

        Position = Add("position", 0, 1, ["x", "y"]);
        // A table of cells says nothing where the town is another one each time.
        Cell = full ? Add("cell", 0, 1, cells) : -1;
        Meters = Add("meters", 0, 1, plan.MeterNames);
        Underfoot = Add("underfoot", 0, 1, plan.AffordanceNames);
        Seen = full ? -1 : Add("seen", 0, 1, plan.AffordanceNames);
        OffsetX = Add("offset_x", -1, 1, plan.AffordanceNames);
        OffsetY = Add("offset_y", -1, 1, plan.AffordanceNames);
        Usable = Add("usable", 0, 1, plan.AffordanceNames);
        Time = plan.Temporal ? Add("time", -1, 1, ["sin", "cos"]) : -1;
        Progress = plan.Temporal ? Add("interaction_progress", 0, 1, ["interaction_progress"]) : -1;
        Lifetime = Add("lifetime_progress", 0, 1, ["lifetime_progress"]);
    }

    /// <summary>Own column and row, each from 0 to 1 over the grid.</summary>
    public int Position { get; }

    /// <summary>One switch for each cell: the own one is 1.</summary>
    public int Cell { get; }

    /// <summary>The meters as shares of their ranges.</summary>
    public int Meters { get; }

    /// <summary>One switch for each affordance: the one on the own cell is 1.</summary>
    public int Underfoot { get; }

    /// <summary>One switch for each affordance: whether it is in the window.</summary>
    public int Seen { get; }

    /// <summary>How far to the right each affordance is, 1 being the grid's width (the window's edge where there is one); 0 if not seen.</summary>
    public int OffsetX { get; }

    /// <summary>How far down each affordance is, likewise.</summary>
    public int OffsetY { get; }

    /// <summary>Whether each affordance is open and affordable now, wherever it is.</summary>
    public int Usable { get; }

    /// <summary>Sine and cosine of the hour's angle.</summary>
    public int Time { get; }

    /// <summary>How much of the interaction begun on this cell is done.</summary>
    public int Progress { get; }

    /// <summary>How much of the step limit is lived.</summary>
    public int Lifetime { get; }

    /// <summary>The number of values.</summary>
    public int Size { get; private set; }

    public IReadOnlyList<ObservationField> Fields => _fields;

    private int Add(string name, float low, float high, IReadOnlyList<string> names)
    {
        int offset = Size;
        _fields.Add(new ObservationField(name, offset, names.Count, low, high, names));
        Size += names.Count;
        return offset;
    }
}
