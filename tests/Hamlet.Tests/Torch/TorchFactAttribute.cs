namespace Hamlet.Tests.Torch;

/// <summary>A test of the TorchSharp backend: skipped, with the reason, where it is absent.</summary>
internal sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute() => Skip = TorchBuild.Missing;
}
