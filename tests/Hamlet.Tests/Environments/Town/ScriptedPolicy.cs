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
