namespace Hamlet.IntegrationTests.Border;

/// <summary>Options that look at what they are given.</summary>
[Options]
public sealed partial record TouchyOptions
{
    /// <summary>At most 3.</summary>
    public int Level
    {
        get;
        init => field = value <= 3 ? value : throw new ArgumentOutOfRangeException(nameof(Level), "there are three levels");
    } = 1;
}
