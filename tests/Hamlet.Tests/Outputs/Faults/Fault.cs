namespace Hamlet.Tests.Outputs.Faults;

/// <summary>Whether the outputs of a test shall find the disk full.</summary>
internal sealed class Fault
{
    private volatile bool _full;

    public bool Full
    {
        get => _full;
        set => _full = value;
    }
}
