using Hamlet.Configuration;

namespace Hamlet.Environments;

/// <summary>
/// From a world as people write it to a plan as the engine runs it: names are resolved, the level and the original's keys are applied, and
/// what cannot be loaded or won is refused, all of it at once.
/// </summary>
internal static class TownCompiler
{
    /// <exception cref="ConfigException">The world cannot be loaded, or cannot be won and does not allow that.</exception>
    public static TownPlan Compile(TownOptions options)
    {
        TownWorld written = options.World;
        var problems = new TownProblems(
            string.IsNullOrEmpty(written.Place.File) ? new ConfigSpan(written.Name, 0, 0) : written.Place);

        TownReferences.Check(written, options.Reward, problems);
        TownWorld world = TownLevels.Apply(written, options.Level, options.Place, problems);
        world = world with { Reward = options.Reward ?? world.Reward };
        world = TownOriginalKeys.Apply(world, options, options.Place, problems);
        world = world with { AllowUnwinnable = options.AllowUnwinnable ?? world.AllowUnwinnable };
        TownBounds.Check(world, problems);
        TownPlaces.Check(world, problems);

        // A meter with a misspelt name looks as if nothing ever filled it: say that only of a world that is sound otherwise.
        if (!problems.HasErrors)
        {
            TownFeasibility.Check(world, problems);
        }

        problems.ThrowIfErrors();
        string name = options.Level is { } level ? $"{world.Name}/{level}" : world.Name;
        return TownPlanner.Plan(name, world, problems.Warnings);
    }
}
