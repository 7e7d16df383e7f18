using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>Applies <see cref="OriginalEnvironmentKeys"/> to a world. The only place where names of meters stand in code: they are in the keys.</summary>
internal static class TownOriginalKeys
{
    public static TownWorld Apply(TownWorld world, OriginalEnvironmentKeys keys, ConfigSpan place, TownProblems problems)
    {
        world = Meters(world, keys, place, problems);
        world = Cascade(world, keys, place, problems);
        world = Affordances(world, keys, place, problems);
        return Reward(world, keys, place, problems) with
        {
            Grid = world.Grid with
            {
                Width = keys.GridWidth ?? world.Grid.Width,
                Height = keys.GridHeight ?? world.Grid.Height,
            },
        };
    }

    private static TownWorld Meters(TownWorld world, OriginalEnvironmentKeys keys, ConfigSpan place, TownProblems problems)
    {
        Change("energy", "initial_energy", keys.InitialEnergy, static (m, v) => m with { Initial = v });
        Change("hygiene", "initial_hygiene", keys.InitialHygiene, static (m, v) => m with { Initial = v });
        Change("satiation", "initial_satiation", keys.InitialSatiation, static (m, v) => m with { Initial = v });
        Change("money", "initial_money", keys.InitialMoney, static (m, v) => m with { Initial = v });
        Change("mood", "initial_mood", keys.InitialMood, static (m, v) => m with { Initial = v });
        Change("social", "initial_social", keys.InitialSocial, static (m, v) => m with { Initial = v });
        Change("energy", "energy_depletion", keys.EnergyDepletion, static (m, v) => m with { Depletion = v });
        Change("hygiene", "hygiene_depletion", keys.HygieneDepletion, static (m, v) => m with { Depletion = v });
        Change("satiation", "satiation_depletion", keys.SatiationDepletion, static (m, v) => m with { Depletion = v });
        Change("money", "money_depletion", keys.MoneyDepletion, static (m, v) => m with { Depletion = v });
        Change("mood", "mood_depletion", keys.MoodDepletion, static (m, v) => m with { Depletion = v });
        Change("social", "social_depletion", keys.SocialDepletion, static (m, v) => m with { Depletion = v });
        Change("money", "money_min", keys.MoneyMin, static (m, v) => m with { Min = v });
        return world;

        void Change(string meter, string key, double? value, Func<TownMeter, double, TownMeter> change)
        {
            if (value is not { } number)
            {
                return;
            }

            if (!world.Meters.ContainsKey(meter))
            {
                problems.Error(place, $"'{key}': '{world.Name}' has no meter '{meter}'");
                return;
            }

            world = world with { Meters = TownLevels.Named(world.Meters, (name, m) => name == meter ? change(m, number) : m) };
        }
    }

    private static TownWorld Cascade(TownWorld world, OriginalEnvironmentKeys keys, ConfigSpan place, TownProblems problems)
    {
        if (keys is { MoodSocialPenalty: null, MoodSocialThreshold: null })
        {
            return world;
        }

        if (!world.Cascades.Any(IsLoneliness))
        {
            Missing("mood_social_penalty", keys.MoodSocialPenalty);
            Missing("mood_social_threshold", keys.MoodSocialThreshold);
            return world;
        }

        return world with
        {
            Cascades =
            [
                .. world.Cascades.Select(c => !IsLoneliness(c) ? c : c with
                {
                    Strength = keys.MoodSocialPenalty ?? c.Strength,
                    Threshold = keys.MoodSocialThreshold ?? c.Threshold,
                }),
            ],
        };

        void Missing(string key, double? value)
        {
            if (value is not null)
            {
                problems.Error(place, $"'{key}': '{world.Name}' has no cascade from 'social' to 'mood'");
            }
        }

        static bool IsLoneliness(TownCascade cascade) => cascade is { Source: "social", Target: "mood" };
    }

    private static TownWorld Affordances(TownWorld world, OriginalEnvironmentKeys keys, ConfigSpan place, TownProblems problems)
    {
        if (keys.AffordancePositions is not { } positions)
        {
            return world;
        }

        foreach (string name in positions.Keys.Where(n => !world.Affordances.ContainsKey(n)))
        {
            string hint = NearestName.Suggest(name, [.. world.Affordances.Keys]);
            problems.Error(place, $"'affordance_positions': '{world.Name}' has no affordance '{name}'{hint}");
        }

        return world with
        {
            // Who says where they are does not want them anywhere else.
            Randomize = false,
            Affordances = TownLevels.Named(
                TownLevels.Deployed(world.Affordances, positions.Keys), (name, a) => a with { Position = positions[name] }),
        };
    }

    private static TownWorld Reward(TownWorld world, OriginalEnvironmentKeys keys, ConfigSpan place, TownProblems problems)
    {
        if (keys.RewardMode is { } mode)
        {
            bool shaped = mode == OriginalRewardMode.Shaped;
            if (shaped ? world.Reward.Shaped is null : world.Reward.Sparse is null)
            {
                problems.Error(place, $"'reward_mode': '{world.Name}' has no {(shaped ? "shaped" : "sparse")} reward");
            }
            else
            {
                TownRewardType type = shaped ? TownRewardType.Shaped : TownRewardType.Sparse;
                world = world with { Reward = world.Reward with { Type = type } };
            }
        }

        (string Key, double? Value)[] sparseKeys =
        [
            ("sparse_survival_reward", keys.SparseSurvivalReward),
            ("sparse_healthy_meter_threshold", keys.SparseHealthyMeterThreshold),
            ("sparse_healthy_meter_bonus", keys.SparseHealthyMeterBonus),
            ("sparse_terminal_reward_success", keys.SparseTerminalRewardSuccess),
            ("sparse_terminal_reward_failure", keys.SparseTerminalRewardFailure),
        ];
        if (world.Reward.Sparse is not { } sparse)
        {
            foreach ((string key, double? _) in sparseKeys.Where(k => k.Value is not null))
            {
                problems.Error(place, $"'{key}': '{world.Name}' has no sparse reward");
            }

            return world;
        }

        return world with
        {
            Reward = world.Reward with
            {
                Sparse = sparse with
                {
                    Step = keys.SparseSurvivalReward ?? sparse.Step,
                    HealthyThreshold = keys.SparseHealthyMeterThreshold ?? sparse.HealthyThreshold,
                    HealthyBonus = keys.SparseHealthyMeterBonus ?? sparse.HealthyBonus,
                    Success = keys.SparseTerminalRewardSuccess ?? sparse.Success,
                    Death = keys.SparseTerminalRewardFailure ?? sparse.Death,
                },
            },
        };
    }
}
