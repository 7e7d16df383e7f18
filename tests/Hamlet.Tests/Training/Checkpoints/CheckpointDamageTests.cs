using Hamlet.Training.Checkpoints;

namespace Hamlet.Tests.Training.Checkpoints;

public sealed class CheckpointDamageTests : IDisposable
{
    private readonly CheckpointSamples _samples = new();

    public void Dispose() => _samples.Dispose();

    [Theory]
    [InlineData("state.safetensors", "cut")]
    [InlineData("state.safetensors", "flip")]
    [InlineData("state.safetensors", "delete")]
    [InlineData("state.safetensors", "foreign")]
    [InlineData("config.yaml", "cut")]
    [InlineData("config.yaml", "flip")]
    [InlineData("manifest.json", "cut")]
    [InlineData("manifest.json", "delete")]
    [InlineData("manifest.json", "foreign")]
    [InlineData("agent_0.policy.safetensors", "flip")]
    public void ADamagedOneIsNamedAndTheNewestWholeOneIsRead(string file, string damage)
    {
        using (CheckpointManager first = _samples.Open())
        {
            _samples.Save(first, 1);
            _samples.Save(first, 2);
        }

        Damage(Path.Combine(CheckpointManager.PathOf(_samples.Path, 2), file), damage);

        using CheckpointManager manager = _samples.Open();
        Assert.Equal(1L, manager.Load().State.Values["number"]);
        Assert.Contains("'step_2' cannot be used", Assert.Single(manager.Damaged).Message, StringComparison.Ordinal);
        Assert.Throws<CheckpointException>(() => manager.Load("2"));

        // A run that goes on comes past its number again.
        _samples.Save(manager, 2);
        Assert.Equal(2L, manager.Load().State.Values["number"]);
        Assert.Empty(_samples.Leftovers());
    }

    [Fact]
    public void OneInAnotherOnesPlaceIsRefused()
    {
        using (CheckpointManager first = _samples.Open())
        {
            _samples.Save(first, 1);
        }

        Directory.Move(CheckpointManager.PathOf(_samples.Path, 1), CheckpointManager.PathOf(_samples.Path, 9));

        using CheckpointManager manager = _samples.Open();
        Assert.Contains("that of step 1", Assert.Single(manager.Damaged).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AManifestCannotNameFilesElsewhere()
    {
        using (CheckpointManager first = _samples.Open())
        {
            _samples.Save(first, 1);
        }

        string manifest = Path.Combine(CheckpointManager.PathOf(_samples.Path, 1), "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("agent_0.policy", "../../agent_0.policy", StringComparison.Ordinal));

        using CheckpointManager manager = _samples.Open();
        Assert.Contains("no file of a checkpoint", Assert.Single(manager.Damaged).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void OneOfANewerFormatIsSaidToBeOne()
    {
        using (CheckpointManager first = _samples.Open())
        {
            _samples.Save(first, 1);
        }

        string manifest = Path.Combine(CheckpointManager.PathOf(_samples.Path, 1), "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"format\": 1", "\"format\": 2", StringComparison.Ordinal));

        using CheckpointManager manager = _samples.Open();
        Assert.Contains("of the format 2, this version reads 1", Assert.Single(manager.Damaged).Message, StringComparison.Ordinal);
    }

    private static void Damage(string path, string damage)
    {
        byte[] bytes = File.ReadAllBytes(path);
        switch (damage)
        {
            case "cut":
                File.WriteAllBytes(path, bytes[..(bytes.Length / 2)]);
                break;
            case "flip":
                bytes[bytes.Length / 2] ^= 4;
                File.WriteAllBytes(path, bytes);
                break;
            case "foreign":
                Array.Fill(bytes, (byte)'x');
                File.WriteAllBytes(path, bytes);
                break;
            default:
                File.Delete(path);
                break;
        }
    }
}
