namespace Hamlet.Tests.Torch;

/// <summary>A test of the TorchSharp backend: skipped, with the reason, where it is absent.</summary>
internal sealed class TorchFactAttribute : FactAttribute
{
    public TorchFactAttribute(bool onProcessor = false) =>
        Skip = TorchBuild.Missing ?? (onProcessor && TorchBuild.Device != "cpu" ? "Bits are promised on one thread of the processor alone." : null);
}
