namespace Hamlet.Tests.Torch;

/// <summary>A test of the TorchSharp backend with data: skipped, with the reason, where it is absent.</summary>
internal sealed class TorchTheoryAttribute : TheoryAttribute
{
    public TorchTheoryAttribute() => Skip = TorchBuild.Missing;
}
