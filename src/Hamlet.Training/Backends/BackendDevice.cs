namespace Hamlet.Training.Backends;

/// <summary>A device as a backend of this program sees it.</summary>
/// <param name="Backend">The backend's name.</param>
/// <param name="Device">What a configuration calls the device, such as <c>cpu</c> or <c>cuda:1</c>.</param>
/// <param name="Description">The backend's own words for it, versions included; null where it is not there.</param>
/// <param name="Missing">Why it is not there, and what to do about it; null where it is.</param>
public sealed record BackendDevice(string Backend, string Device, string? Description, string? Missing)
{
    /// <summary>Whether networks can be made on it.</summary>
    public bool IsThere => Missing is null;

    /// <summary>Whether it is another than the processor.</summary>
    public bool IsGpu => Device != "cpu";

    /// <summary>The name under which a device is found: <c>cuda:0</c> is <c>cuda</c> by another one.</summary>
    internal static string NameOf(string wanted) => wanted == "cuda:0" ? "cuda" : wanted;
}
