using Microsoft.CodeAnalysis;

namespace Hamlet.Generators.Tests.Testing;

/// <summary>The second run of a driver: why each named step ran.</summary>
internal sealed class IncrementalRun(GeneratorDriverRunResult result)
{
    /// <summary>
    /// A step's outputs have these reasons, one each, in the order of the pipeline. <c>Unchanged</c>: it ran and gave an equal value.
    /// <c>Cached</c>: it did not even run.
    /// </summary>
    public IncrementalRun Expect(string step, params IncrementalStepRunReason[] reasons)
    {
        Assert.Equal(reasons, Reasons(step));
        return this;
    }

    /// <summary>The files have these reasons, one each: <c>Cached</c> for one that is not written anew.</summary>
    public IncrementalRun ExpectFiles(params IncrementalStepRunReason[] reasons)
    {
        Assert.Equal(reasons, FileReasons);
        return this;
    }

    /// <summary>No step gave a new value and no file was written.</summary>
    public void ExpectNothingNew()
    {
        string[] steps = [.. result.Results.SelectMany(static r => r.TrackedSteps.Keys)
            .Where(static s => s.StartsWith(TrackingNames.Prefix, StringComparison.Ordinal))];
        foreach (string step in steps)
        {
            Assert.All(Reasons(step), reason => Assert.True(IsOld(reason), $"{step}: {reason}"));
        }

        Assert.All(FileReasons, static reason => Assert.True(IsOld(reason), $"files: {reason}"));
    }

    private IEnumerable<IncrementalStepRunReason> FileReasons =>
        result.Results.SelectMany(static r => r.TrackedOutputSteps.Values).SelectMany(static s => s)
            .SelectMany(static s => s.Outputs).Select(static o => o.Reason);

    private IEnumerable<IncrementalStepRunReason> Reasons(string step) =>
        result.Results.Where(r => r.TrackedSteps.ContainsKey(step)).SelectMany(r => r.TrackedSteps[step])
            .SelectMany(static s => s.Outputs).Select(static o => o.Reason);

    private static bool IsOld(IncrementalStepRunReason reason) =>
        reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged;
}
