using Hamlet.Environments;

namespace Hamlet.Live.Watching;

/// <summary>What a world has to show; the same for its whole life.</summary>
/// <param name="Environment">What it is like.</param>
/// <param name="Scene">Where things stand, if it has a grid.</param>
/// <param name="Meters">Its meters, if it has some.</param>
/// <param name="Activity">What was used in it, if it counts that.</param>
internal sealed record StageLayout(EnvironmentSpec Environment, IScene? Scene, IMeters? Meters, IActivity? Activity)
{
    /// <summary>That of a world.</summary>
    public static StageLayout Of(IEnvironment world) => new(world.Spec, world.Offer<IScene>(), world.Offer<IMeters>(), world.Offer<IActivity>());
}
