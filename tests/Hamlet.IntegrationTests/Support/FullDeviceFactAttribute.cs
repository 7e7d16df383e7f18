namespace Hamlet.IntegrationTests.Support;

/// <summary>A test that needs Linux's <c>/dev/full</c>, which takes nothing. Elsewhere it is skipped.</summary>
internal sealed class FullDeviceFactAttribute : FactAttribute
{
    public FullDeviceFactAttribute()
    {
        if (!File.Exists("/dev/full"))
        {
            Skip = "There is no /dev/full.";
        }
    }
}
