namespace Hamlet.Tests.Environments.Town;

/// <summary>A plain plan for the town: look after the first need that is low, where it is looked after, and otherwise rest.</summary>
internal static class ScriptedPolicy
{
    private static readonly (string Meter, float Below, string Affordance)[] s_needs =
    [
        ("energy", 0.35f, "Bed"),
        ("satiation", 0.45f, "HomeMeal"),
        ("health", 0.45f, "Hospital"),
        ("money", 0.25f, "Job"),
        ("hygiene", 0.40f, "Shower"),
        ("fitness", 0.30f, "Park"),
        ("social", 0.30f, "Park"),
        ("mood", 0.30f, "Park"),
    ];

    public static int Act(TownProbe probe)
    {
        foreach ((string meter, float below, string affordance) in s_needs)
        {
            if (probe.Field("meters", meter) < below && probe.Field("usable", affordance) > 0)
            {
                return Toward(probe, affordance);
            }
        }

        return TownProbe.Wait;
    }

    /// <summary>
    /// The same where only a window is seen: the first need that is low and whose place is in sight, or what has been begun; else it walks the
    /// ring of cells two from the border of the 8 by 8 town, from which all cells are seen in one round.
    /// </summary>
    public static int Search(TownProbe probe)
    {
        bool isLow = false;
        foreach ((string meter, float below, string affordance) in s_needs)
        {
            bool isUsable = probe.Field("usable", affordance) > 0;
            bool isHere = probe.Field("underfoot", affordance) > 0;
            if (isHere && isUsable && probe.IsBusy)
            {
                return TownProbe.Interact;
            }

            if (probe.Field("meters", meter) < below && isUsable)
            {
                isLow = true;
                if (probe.Field("seen", affordance) > 0)
                {
                    return Toward(probe, affordance);
                }
            }
        }

        return isLow ? Around(probe.X, probe.Y) : TownProbe.Wait;
    }

    // Clockwise along the cells from 2 to 5, onto which the nearest step leads from anywhere else.
    private static int Around(int x, int y) => (x, y) switch
    {
        ( < 2, _) => TownProbe.Right,
        ( > 5, _) => TownProbe.Left,
        (_, < 2) => TownProbe.Down,
        (_, > 5) => TownProbe.Up,
        ( < 5, 2) => TownProbe.Right,
        (5, < 5) => TownProbe.Down,
        ( > 2, 5) => TownProbe.Left,
        (2, _) => TownProbe.Up,
        _ => TownProbe.Left,
    };

    private static int Toward(TownProbe probe, string affordance)
    {
        float right = probe.Field("offset_x", affordance);
        float down = probe.Field("offset_y", affordance);
        return (right, down) switch
        {
            ( > 0, _) => TownProbe.Right,
            ( < 0, _) => TownProbe.Left,
            (_, > 0) => TownProbe.Down,
            (_, < 0) => TownProbe.Up,
            _ => TownProbe.Interact,
        };
    }
}
