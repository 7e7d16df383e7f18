using Hamlet.Environments;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Border;

/// <summary>What an environment says of itself is held against what everything else relies on, by whichever command makes it.</summary>
public sealed class DescriptionTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, string> Wrong => new()
    {
        { "null", "environment 'bad' could not be made: InvalidOperationException: its Spec is null" },
        { "fields", "environment 'bad': nothing is observed: give it a field" },
        { "no_fields", "environment 'bad': nothing is observed: give it a field" },
        { "gap", "field 'late' begins at 3 and has 1 values: it should begin at 0" },
        { "nan", "field 'wide' is from NaN to 1, which is no range" },
        { "names", "the Names of field 'bare' are null" },
        { "no_actions", "there is nothing to do" },
        { "actions", "there is nothing to do" },
        { "bounds", "the bounds of its ContinuousActions differ in length: Low has 2 and High has 1" },
        { "reasons", "no reason why an episode may end is named" },
        { "success", "the success 'victory' is none of its end reasons, which are over, max_steps" },
        { "successes", "its SuccessReasons are null" },
        { "limit", "the step limit is 0" },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task TrainAndValidateSayTheSame(string what, string error)
    {
        EnvironmentSpec? spec = Spec(what);
        CommandResult trained = await StrangePlugins.TrainAsync(
            _folder, StrangePlugins.Experiment, StrangePlugins.Described(spec));
        CommandResult validated = await StrangePlugins.ValidateAsync(
            _folder, StrangePlugins.Experiment, StrangePlugins.Described(spec));

        Assert.Equal((2, 2), (trained.ExitCode, validated.ExitCode));
        Assert.Contains("strange.yaml(2,22): error: ", trained.Error, StringComparison.Ordinal);
        Assert.Contains(error, trained.Error, StringComparison.Ordinal);
        Assert.Equal(trained.Error, validated.Error);
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "strange")));
    }

    private static EnvironmentSpec? Spec(string what)
    {
        EnvironmentSpec sound = ScriptedEpisode.Sound;
        return what switch
        {
            "null" => null,
            "fields" => sound with { Fields = null! },
            "no_fields" => sound with { Fields = [] },
            "gap" => sound with { Fields = [new ObservationField("late", 3, 1, 0, 1, [])] },
            "nan" => sound with { Fields = [new ObservationField("wide", 0, 1, float.NaN, 1, [])] },
            "names" => sound with { Fields = [new ObservationField("bare", 0, 1, 0, 1, null!)] },
            "no_actions" => sound with { Actions = null! },
            "actions" => sound with { Actions = new DiscreteActions([]) },
            "bounds" => sound with { Actions = new ContinuousActions([0, 1], [2]) },
            "reasons" => sound with { EndReasons = null! },
            "success" => sound with { SuccessReasons = ["victory"] },
            "successes" => sound with { SuccessReasons = null! },
            _ => sound with { MaxSteps = 0 },
        };
    }
}
