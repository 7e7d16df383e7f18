using Hamlet.Algorithms;
using Hamlet.Configuration;
using Hamlet.Environments;
using Hamlet.Environments.Wrappers;
using Hamlet.Formats.Onnx;
using Hamlet.Formats.Policies;
using Hamlet.Networks;
using Hamlet.Plugins;
using Hamlet.Tests.Formats.Onnx.Protos;
using Hamlet.Tests.Policies;

namespace Hamlet.Tests.Formats.Onnx;

public sealed class PolicyOnnxTests
{
    private const int Rows = 1000;

    [Theory]
    [InlineData(Activation.Relu, HeadKind.Linear)]
    [InlineData(Activation.Tanh, HeadKind.Dueling)]
    public void TakesTheSameOfSeveralActions(Activation activation, HeadKind kind)
    {
        EnvironmentBatch batch = Models.Batch(Models.Discrete, Rows);
        using NetworkPolicy policy = Models.Create(Models.Discrete, activation, kind);
        policy.Act(batch.All);
        ModelProto model = Export(policy, Models.Discrete);

        Dictionary<string, OnnxArray> outputs = new OnnxEvaluator(model).Run(("observation", Observations(batch)), ("mask", Masks(batch)));

        Assert.Equal(batch.All.Actions.ToArray(), outputs["action"].Values.Select(static v => (int)v));
        Assert.Equal([Rows], outputs["action"].Shape);
        Assert.Equal([Rows, 3], outputs["logits"].Shape);
        Assert.True(batch.All.Actions.ToArray().Distinct().Count() == 3, "A policy that always does the same would show nothing.");
    }

    [Fact]
    public void TakesTheSameInSeveralBranches()
    {
        EnvironmentBatch batch = Models.Batch(Models.Several, Rows);
        using NetworkPolicy policy = Models.Create(Models.Several);
        policy.Act(batch.All);
        ModelProto model = Export(policy, Models.Several);

        Dictionary<string, OnnxArray> outputs = new OnnxEvaluator(model).Run(("observation", Observations(batch)), ("mask", Masks(batch)));

        Assert.Equal(batch.All.Actions.ToArray(), outputs["action"].Values.Select(static v => (int)v));
        Assert.Equal([Rows, 3], outputs["action"].Shape);
    }

    [Fact]
    public void GivesTheSameNumbers()
    {
        EnvironmentBatch batch = Models.Batch(Models.Numbers, Rows);
        using NetworkPolicy policy = Models.Create(Models.Numbers);
        policy.Act(batch.All);
        ModelProto model = Export(policy, Models.Numbers);

        Dictionary<string, OnnxArray> outputs = new OnnxEvaluator(model).Run(("observation", Observations(batch)));

        AssertClose(batch.All.ContinuousActions.ToArray(), outputs["action"].Values);
        Assert.Contains(outputs["action"].Values, static v => v == 0.05f);
        Assert.Contains(outputs["mean"].Values, static v => v > 0.2);
    }

    [Theory]
    [InlineData(Recurrence.Gru)]
    [InlineData(Recurrence.Lstm)]
    public void RemembersTheSame(Recurrence recurrence)
    {
        const int steps = 20;
        const int rows = 50;
        using NetworkPolicy policy = Models.Create(Models.Discrete, recurrence: recurrence);
        var evaluator = new OnnxEvaluator(Export(policy, Models.Discrete));
        int size = policy.Model.Network.Spec.StateSize;
        OnnxArray state = OnnxArray.Rows(rows, new double[rows * size]);
        for (int step = 0; step < steps; step++)
        {
            EnvironmentBatch batch = Models.Batch(Models.Discrete, rows, seed: (ulong)step);
            policy.Act(batch.All);

            Dictionary<string, OnnxArray> outputs = evaluator.Run(("observation", Observations(batch)), ("state", state), ("mask", Masks(batch)));

            Assert.Equal(batch.All.Actions.ToArray(), outputs["action"].Values.Select(static v => (int)v));
            state = outputs["next_state"];
            Assert.Equal([rows, size], state.Shape);
        }

        Assert.Contains(state.Values, static v => Math.Abs(v) > 0.2);
    }

    [Fact]
    public void WrappersThatAreAffineGoWithIt()
    {
        EnvironmentSpec world = Models.Spec(Models.Discrete);
        EnvironmentBatch batch = Models.Batch(Models.Discrete, Rows);
        var plugin = new Plugin<IWrapper, WrapperContext, NoOptions>(
            "standardised", typeof(StandardisingWrapper), "", static (_, context) => new StandardisingWrapper(context.Environment));
        using var policy = new WrappedPolicy(Models.Create(Models.Discrete), [new StandardisingWrapper(world) { Mean = 0.7f }], world)
        {
            Plugins = [plugin.Bind(ConfigMap.Empty(default), new ConfigBinder())],
        };
        policy.Act(batch.All);
        var catalog = new PluginCatalog();
        catalog.Add(plugin);
        using var stream = new MemoryStream();
        PolicyOnnx.Write(PolicyFile.Of(policy.Model!, world, "agent_0"), stream, catalog);

        Dictionary<string, OnnxArray> outputs = new OnnxEvaluator(ModelProto.Parser.ParseFrom(stream.ToArray()))
            .Run(("observation", Observations(batch)), ("mask", Masks(batch)));

        Assert.Equal(batch.All.Actions.ToArray(), outputs["action"].Values.Select(static v => (int)v));
        using NetworkPolicy plain = Models.Create(Models.Discrete);
        plain.Act(batch.All);
        Assert.NotEqual(batch.All.Actions.ToArray(), outputs["action"].Values.Select(static v => (int)v));
    }

    [Fact]
    public void AnotherWrapperIsSaid()
    {
        EnvironmentSpec world = Models.Spec(Models.Discrete);
        var plugin = new Plugin<IWrapper, WrapperContext, FrameStackOptions>(
            "other", typeof(FrameStackWrapper), "", static (options, context) => new FrameStackWrapper(options, context));
        var wrapper = new FrameStackWrapper(new FrameStackOptions(), new WrapperContext { Environment = world, Rows = 1 });
        using var policy = new WrappedPolicy(Models.Create(Models.Discrete), [wrapper], world)
        {
            Plugins = [plugin.Bind(ConfigMap.Empty(default), new ConfigBinder())],
        };
        var catalog = new PluginCatalog();
        catalog.Add(plugin);

        var error = Assert.Throws<InvalidDataException>(() => PolicyOnnx.Write(PolicyFile.Of(policy.Model!, world, "agent_0"), Stream.Null, catalog));

        Assert.Contains("the wrapper 'other', which has no form in ONNX", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheModelSaysWhatItIs()
    {
        using NetworkPolicy policy = Models.Create(Models.Discrete);
        ModelProto model = Export(policy, Models.Discrete);

        // https://onnx.ai/onnx/repo-docs/Versioning.html: operator set 17 came with version 8 of the format.
        Assert.Equal((8, "", 17), (model.IrVersion, model.OpsetImport.Single().Domain, model.OpsetImport.Single().Version));
        Assert.Equal("Hamlet.Gen", model.ProducerName);
        Assert.Equal("agent_0 in sample/L1", model.DocString);
        Assert.Equal("1234", model.MetadataProps.Single(static p => p.Key == "step").Value);
        Assert.Equal(["observation: 1 [batch, 5]", "mask: 9 [batch, 3]"], model.Graph.Input.Select(Describe));
        Assert.Equal(["logits: 1 [batch, 3]", "action: 7 [batch]"], model.Graph.Output.Select(Describe));
        Assert.Equal("0..1 position (x, y); 2..4 speed", model.Graph.Input[0].DocString);
        Assert.Equal("0 left; 1 right; 2 wait", model.Graph.Output[1].DocString);

        // Static single assignment: every name is made once, and before it is used.
        var known = new HashSet<string>(model.Graph.Input.Select(static i => i.Name).Concat(model.Graph.Initializer.Select(static t => t.Name)));
        foreach (NodeProto node in model.Graph.Node)
        {
            Assert.All(node.Input, name => Assert.True(name.Length == 0 || known.Contains(name), name));
            Assert.All(node.Output, name => Assert.True(name.Length == 0 || known.Add(name), name));
        }

        Assert.Equal(model.Graph.Node.Count, model.Graph.Node.Select(static n => n.Name).Distinct().Count());
    }

    private static ModelProto Export(NetworkPolicy policy, ActionSpace actions)
    {
        using var stream = new MemoryStream();
        PolicyOnnx.Write(PolicyFile.Of(policy.Model, Models.Spec(actions), "agent_0", 1234), stream);
        return ModelProto.Parser.ParseFrom(stream.ToArray());
    }

    private static string Describe(ValueInfoProto value) =>
        $"{value.Name}: {value.Type.TensorType.ElemType} [{string.Join(", ", value.Type.TensorType.Shape.Dim.Select(static d => d.DimParam.Length > 0 ? d.DimParam : $"{d.DimValue}"))}]";

    private static OnnxArray Observations(EnvironmentBatch batch) => OnnxArray.Rows(batch.Rows, batch.All.Observations.ToArray());

    private static OnnxArray Masks(EnvironmentBatch batch) => OnnxArray.Rows(batch.Rows, batch.All.Masks.ToArray().Select(static m => m ? 1f : 0f));

    private static void AssertClose(float[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], 1e-5);
        }
    }
}
