using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Formats.Policies;
using Hamlet.Formats.Safetensors;
using Hamlet.Networks;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Policies;

public sealed class PolicyFileTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    private string Path => _directory.File("p.safetensors");

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData("discrete")]
    [InlineData("several")]
    [InlineData("numbers")]
    public void IsReadBackAsItWasWritten(string kind)
    {
        ActionSpace actions = Kind(kind);
        PolicyFile written = Models.File(actions, Activation.Relu, HeadKind.Dueling);

        written.Write(Path);
        PolicyFile read = PolicyFile.Read(Path);

        Assert.Equal(("agent_0", 1234L, "policy"), (read.Agent, read.Step, read.Head));
        Assert.Equal(written.Parameters.ToArray(), read.Parameters.ToArray());
        Assert.Equal(written.Network.Trunk.Hidden, read.Network.Trunk.Hidden);
        Assert.Equal(Activation.Relu, read.Network.Trunk.Activation);
        Assert.Equal(written.Network.Heads.Select(static h => (h.Name, h.Width, h.Kind)), read.Network.Heads.Select(static h => (h.Name, h.Width, h.Kind)));
        Assert.Equal("sample/L1", read.Environment.Name);
        Assert.Equal(written.Environment.HasMasks, read.Environment.HasMasks);
        Assert.Equal(["x", "y"], read.Environment.Fields[0].Names);
        Assert.Equal((2, 3, float.NegativeInfinity), (read.Environment.Fields[1].Offset, read.Environment.Fields[1].Size, read.Environment.Fields[1].Low));
        Assert.Equal(Describe(actions), Describe(read.Environment.Actions));
        Assert.Empty(Directory.GetFiles(_directory.Path, "*.tmp"));
    }

    [Fact]
    public void ItsTensorsHaveTheNamesAndShapesOfPyTorch()
    {
        Models.File(Models.Discrete).Write(Path);

        using var file = SafetensorsFile.Open(Path);

        Assert.Equal([7, 5], file.Tensor("trunk.0.weight").Shape);
        Assert.Equal([6], file.Tensor("trunk.1.bias").Shape);
        Assert.Equal([3, 6], file.Tensor("policy.weight").Shape);
        Assert.Equal("hamlet.policy", file.Metadata["format"]);
        Assert.Equal("1", file.Metadata["version"]);
        Assert.Contains("\"rule\":\"argmax\"", file.Metadata["policy"], StringComparison.Ordinal);
        Assert.Contains("\"size\":3,\"low\":\"-.inf\",\"high\":\".inf\"", file.Metadata["policy"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"rule\":\"argmax\"", "\"rule\":\"clip\"", "does not fit its actions")]
    [InlineData("\"rule\":\"argmax\"", "\"rule\":\"guess\"", "'guess' is no rule")]
    [InlineData("\"head\":\"policy\"", "\"head\":\"value\"", "does not fit its actions")]
    [InlineData("\"head\":\"policy\"", "\"head\":\"nothing\"", "does not fit its actions")]
    [InlineData("\"head\":\"policy\"", "\"hat\":\"policy\"", "unknown key 'hat'")]
    [InlineData("\"inputs\":5", "\"inputs\":6", "takes 6 values")]
    [InlineData("\"inputs\":5", "\"inputs\":-5", "at least 1")]
    [InlineData("[7,6]", "[7,65536,6]", "p.safetensors: ")]
    [InlineData("[7,6]", "[7,8]", "'trunk.1.weight' has the shape [6, 7], the network needs [8, 7]")]
    [InlineData("[7,6]", "[7]", "p.safetensors: ")]
    [InlineData("\"size\":3", "\"size\":2147483647", "larger than an array")]
    [InlineData("\"discrete\":[", "\"multi_discrete\":[2],\"discrete\":[", "'multi_discrete' is there twice")]
    [InlineData("\"low\":[]", "\"low\":[1]", "of no kind, or of several")]
    [InlineData("{\"agent\"", "[{\"agent\"", "no JSON")]
    public void WhatIsWrongInItIsSaid(string text, string instead, string reason)
    {
        WriteWith("hamlet.policy", "1", text, instead);

        var error = Assert.Throws<InvalidDataException>(() => PolicyFile.Read(Path));

        Assert.StartsWith(Path, error.Message, StringComparison.Ordinal);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherKindOfFileOrVersionIsRefused()
    {
        WriteWith("pt", "1", "", "");
        Assert.Contains("no policy", Assert.Throws<InvalidDataException>(() => PolicyFile.Read(Path)).Message, StringComparison.Ordinal);
        WriteWith("hamlet.policy", "2", "", "");
        Assert.Contains("version '2'", Assert.Throws<InvalidDataException>(() => PolicyFile.Read(Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path, "experiment: { name: x }");
        Assert.Throws<InvalidDataException>(() => PolicyFile.Read(Path));
        Assert.ThrowsAny<IOException>(() => PolicyFile.Read(_directory.File("none.safetensors")));
    }

    [Fact]
    public void ADirectoryWithSeveralAgentsAsksWhose()
    {
        string best = Directory.CreateDirectory(_directory.File("policies/best")).FullName;
        foreach (string agent in new[] { "a/1", "b" })
        {
            Models.File(Models.Discrete).Write(System.IO.Path.Combine(best, PolicyLocation.FileName(agent)));
        }

        Assert.EndsWith("a_1.policy.safetensors", PolicyLocation.Find(_directory.Path, "a/1"), StringComparison.Ordinal);
        Assert.EndsWith("b.policy.safetensors", PolicyLocation.Find(best, "b"), StringComparison.Ordinal);
        Assert.Contains("name one of a_1, b", Assert.ThrowsAny<IOException>(() => PolicyLocation.Find(_directory.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("no policy of 'c'", Assert.ThrowsAny<IOException>(() => PolicyLocation.Find(best, "c")).Message, StringComparison.Ordinal);
        Assert.ThrowsAny<IOException>(() => PolicyLocation.Find(_directory.File("policies")));
        Assert.ThrowsAny<IOException>(() => PolicyLocation.Find(_directory.File("nowhere")));
    }

    private static ActionSpace Kind(string kind) => kind switch { "discrete" => Models.Discrete, "several" => Models.Several, _ => Models.Numbers };

    private static string Describe(ActionSpace actions) => actions switch
    {
        DiscreteActions one => string.Join(' ', one.Names),
        MultiDiscreteActions several => string.Join(' ', several.Counts),
        ContinuousActions numbers => string.Join(' ', numbers.Low.Concat(numbers.High)),
        _ => "",
    };

    // The file of a policy with one text of its metadata replaced.
    private void WriteWith(string format, string version, string text, string instead)
    {
        Models.File(Models.Discrete).Write(Path);
        var writer = new SafetensorsWriter();
        using (var file = SafetensorsFile.Open(Path))
        {
            string document = file.Metadata["policy"];
            Assert.Contains(text, document, StringComparison.Ordinal);
            writer.AddMetadata("format", format);
            writer.AddMetadata("version", version);
            writer.AddMetadata("policy", text.Length > 0 ? document.Replace(text, instead, StringComparison.Ordinal) : document);
            foreach (TensorInfo tensor in file.Tensors.Values)
            {
                writer.Add<float>(tensor.Name, file.Read<float>(tensor.Name), [.. tensor.Shape.Select(static d => (int)d)]);
            }
        }

        using FileStream stream = File.Create(Path);
        writer.WriteTo(stream);
    }
}
