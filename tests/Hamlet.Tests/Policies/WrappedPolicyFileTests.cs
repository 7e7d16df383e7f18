using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Policies;
using Hamlet.Randomness;
using Hamlet.State;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Policies;

public sealed class WrappedPolicyFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private static readonly Plugin<IWrapper, WrapperContext> s_plugin =
        new Plugin<IWrapper, WrapperContext, NoOptions>("ago", typeof(AgoWrapper), "", static (_, context) => new AgoWrapper(context.Environment, context.Rows));

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void TheWrappersGoWithThePolicyInTheirState()
    {
        // The agent sees the difference to the step before, scaled by what was learned: both must arrive.
        EnvironmentSpec world = Models.Spec(Models.Discrete);
        var wrapper = new AgoWrapper(world, 1) { Scale = 1.75 };
        BoundPlugin<IWrapper, WrapperContext> bound = s_plugin.Bind(ConfigMap.Empty(default), new ConfigBinder());
        using var trained = new WrappedPolicy(Models.Create(Models.Discrete), [wrapper], world) { Plugins = [bound] };
        string path = _directory.File("wrapped.safetensors");
        PolicyFile.Of(trained.Model!, world, "agent_0").Write(path);

        using var policy = new Policy(PolicyFile.Read(path), Catalog());

        var steps = Models.Batch(Models.Discrete, 60);
        var one = Models.Batch(Models.Discrete, 1);
        using var plain = Models.Create(Models.Discrete);
        int different = 0;
        for (int step = 0; step < steps.Rows; step++)
        {
            if (step == 30)
            {
                trained.Reset();
                policy.Reset();
            }

            steps.All.Observation(step).CopyTo(one.All.Observations);
            steps.All.Mask(step).CopyTo(one.All.Masks);
            trained.Act(one.All);
            int action = one.All.Actions[0];
            Assert.Equal(action, policy.Act(steps.All.Observation(step), steps.All.Mask(step)));
            plain.Act(one.All);
            different += action == one.All.Actions[0] ? 0 : 1;
        }

        Assert.True(different > 5, $"Without the wrapper {different} of {steps.Rows} actions are others.");
    }

    [Fact]
    public void AWrapperThatTheProgramLacksIsNamed()
    {
        EnvironmentSpec world = Models.Spec(Models.Discrete);
        BoundPlugin<IWrapper, WrapperContext> bound = s_plugin.Bind(ConfigMap.Empty(default), new ConfigBinder());
        using var trained = new WrappedPolicy(Models.Create(Models.Discrete), [new AgoWrapper(world, 1)], world) { Plugins = [bound] };
        var file = PolicyFile.Of(trained.Model!, world, "agent_0");

        var error = Assert.Throws<InvalidDataException>(() => new Policy(file, new PluginCatalog()));

        Assert.Contains("there is no wrapper 'ago'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WithoutItsPluginsAWrappedPolicyIsNoData()
    {
        EnvironmentSpec world = Models.Spec(Models.Discrete);
        using var policy = new WrappedPolicy(Models.Create(Models.Discrete), [new AgoWrapper(world, 1)], world);

        Assert.Null(policy.Model);
    }

    private static PluginCatalog Catalog()
    {
        var catalog = new PluginCatalog();
        catalog.Add(s_plugin);
        return catalog;
    }

    /// <summary>Shows how much each value has changed since the step before, times a factor.</summary>
    private sealed class AgoWrapper(EnvironmentSpec world, int rows) : IWrapper
    {
        private readonly float[] _before = new float[rows * world.ObservationSize];

        public double Scale { get; set; } = 1;

        public EnvironmentSpec Spec => world;

        public void Reset(EnvironmentRows world, EnvironmentRows agent)
        {
            _before.AsSpan().Clear();
            Step(world, agent);
        }

        public void Step(EnvironmentRows world, EnvironmentRows agent)
        {
            for (int i = 0; i < _before.Length; i++)
            {
                agent.Observations[i] = (float)Scale * (world.Observations[i] - _before[i]);
                _before[i] = world.Observations[i];
            }

            world.CopyOutcomeTo(agent);
        }

        public IWrapper CreateFrozen(int rows) => new AgoWrapper(world, rows) { Scale = Scale };

        public void SaveState(StateWriter writer)
        {
            writer.Version(3);
            writer.Write("scale", Scale);
            writer.Write<float>("before", _before);
            writer.Write("note", "true");
            writer.Write("counted", 12L);
            writer.Write("on", true);
            writer.Write("inner", new RandomPolicy(world, new RandomStream(1)));
        }

        public void LoadState(StateReader reader)
        {
            Assert.Equal((3, "true", 12L, true), (reader.Version, reader.ReadText("note"), reader.ReadInt64("counted"), reader.ReadBoolean("on")));
            Scale = reader.ReadDouble("scale");
            reader.Read("before", _before.AsSpan());
            reader.Read("inner", new RandomPolicy(world, new RandomStream(2)));
        }
    }
}
