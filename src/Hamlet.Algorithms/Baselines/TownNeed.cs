using Hamlet.Environments;

namespace Hamlet.Algorithms.Baselines;

/// <summary>A need of the town's agent and where it is looked after, as places in the observation.</summary>
/// <param name="Meter">The meter's share.</param>
/// <param name="Below">The need is felt below this share.</param>
/// <param name="Usable">Whether the affordance is open and affordable.</param>
/// <param name="Right">How far it is to the right.</param>
/// <param name="Down">How far it is down.</param>
/// <param name="Seen">Whether it is in sight; -1 where everything is.</param>
internal readonly record struct TownNeed(int Meter, float Below, int Usable, int Right, int Down, int Seen)
{
    // In order of urgency; the shares leave time to walk to the affordance.
    private static readonly (string Meter, float Below, string Affordance)[] s_plan =
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

    /// <summary>Those that can be looked after in an environment: none if it is no town.</summary>
    public static IEnumerable<TownNeed> Of(EnvironmentSpec environment)
    {
        bool isLimited = environment.Fields.Any(static field => field.Name == "seen");
        foreach ((string meter, float below, string affordance) in s_plan)
        {
            var need = new TownNeed(
                Place(environment, "meters", meter),
                below,
                Place(environment, "usable", affordance),
                Place(environment, "offset_x", affordance),
                Place(environment, "offset_y", affordance),
                isLimited ? Place(environment, "seen", affordance) : -1);
            if (need is { Meter: >= 0, Usable: >= 0, Right: >= 0, Down: >= 0 })
            {
                yield return need;
            }
        }
    }

    private static int Place(EnvironmentSpec environment, string field, string value)
    {
        foreach (ObservationField candidate in environment.Fields)
        {
            for (int i = 0; candidate.Name == field && i < candidate.Names.Count; i++)
            {
                if (candidate.Names[i] == value)
                {
                    return candidate.Offset + i;
                }
            }
        }

        return -1;
    }
}
