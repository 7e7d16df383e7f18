using Hamlet.Environments;
using Hamlet.Randomness;
using Hamlet.Tests.Environments.Town;

namespace Hamlet.Tests.Environments;

/// <summary>The environments that the contract is tested on, by name.</summary>
internal static class EnvironmentCase
{
    public static TheoryData<string> Names =>
        ["cartpole", "acrobot", "mountain_car", "pendulum", "town8/L0_0", "town8/L0_5", "town8/L1", "town8/L2", "town8/L3", "classic6", "classic6/sparse"];

    public static IEnvironment Create(string name, int rows, ulong seed)
    {
        var context = new EnvironmentContext { Rows = rows, Streams = new RandomStreams(seed), MaxSteps = 60 };
        return name switch
        {
            "cartpole" => new CartPoleEnvironment(context),
            "acrobot" => new AcrobotEnvironment(context),
            "mountain_car" => new MountainCarEnvironment(context),
            "pendulum" => new PendulumEnvironment(context),
            "classic6" => new TownEnvironment(new TownOptions { World = Worlds.Read("classic6") }, context),
            "classic6/sparse" => new TownEnvironment(
                new TownOptions { World = Worlds.Read("classic6"), RewardMode = OriginalRewardMode.Sparse }, context),
            _ => new TownEnvironment(new TownOptions { World = Worlds.Read("town8"), Level = name[6..] }, context),
        };
    }
}
