namespace Hamlet.Analysis.Reading;

/// <summary>What a tag counts along. An event file does not say it.</summary>
internal static class TagAxis
{
    private static readonly string[] s_byEpisode = ["Episode/", "Exploration/", "Affordances/", "Reward_Components/", "Curriculum/Stage"];

    /// <summary>Whether a tag's axis counts episodes, not steps.</summary>
    public static bool IsEpisode(string tag) => s_byEpisode.Any(part => tag.Contains(part, StringComparison.Ordinal));
}
