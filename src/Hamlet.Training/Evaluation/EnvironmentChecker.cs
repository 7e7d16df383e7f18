using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Plugins;
using Hamlet.Randomness;

namespace Hamlet.Training.Evaluation;

/// <summary>
/// Plays an environment at random and holds it to its own word: observations within their bounds, numbers that are numbers, masks that
/// leave a choice, final observations that are written, the step limit, and the same history for the same seed.
/// </summary>
public sealed class EnvironmentChecker
{
    private const int Rows = 2;

    private readonly Func<EnvironmentContext, IEnvironment> _create;
    private readonly ulong _seed;
    private readonly int? _maxSteps;
    private readonly List<string> _problems = [];
    private int _step;

    private EnvironmentChecker(Func<EnvironmentContext, IEnvironment> create, ulong seed, int? maxSteps)
    {
        _create = create;
        _seed = seed;
        _maxSteps = maxSteps;
    }

    /// <summary>Plays two equal environments of two rows side by side.</summary>
    /// <param name="create">Makes the environment.</param>
    /// <param name="seed">The seed of both and of the actions.</param>
    /// <param name="maxSteps">The step limit that the user asked for, or null.</param>
    /// <param name="steps">How many steps are made.</param>
    /// <returns>What is wrong, each kind of it once with the first step where it was seen; empty if nothing is.</returns>
    public static IReadOnlyList<string> Check(
        Func<EnvironmentContext, IEnvironment> create, ulong seed = 0, int? maxSteps = null, int steps = 500)
    {
        var checker = new EnvironmentChecker(create, seed, maxSteps);
        try
        {
            checker.Play(steps);
        }
#pragma warning disable CA1031 // Whatever an environment throws at a legal action is one more thing that is wrong with it.
        catch (Exception e) when (e is not OutOfMemoryException)
#pragma warning restore CA1031
        {
            checker.Report($"{e.GetType().Name} was thrown: {ExceptionText.Message(e)}");
        }

        return checker._problems;
    }

    private void Play(int steps)
    {
        using IEnvironment first = Create();
        using IEnvironment second = Create();
        EnvironmentSpec spec = first.Spec;
        _problems.AddRange(EnvironmentSpecCheck.Problems(spec));
        if (_problems.Count > 0)
        {
            return;
        }

        var batch = new EnvironmentBatch(spec, Rows);
        var twin = new EnvironmentBatch(spec, Rows);
        var random = new RandomStreams(_seed).Create("check");
        using var policy = new RandomPolicy(spec, random);
        int[] lengths = new int[Rows];
        Spoil(batch.All, spec);
        Spoil(twin.All, spec);
        first.Reset(batch.All);
        second.Reset(twin.All);
        CheckSeen(batch.All, spec);
        CheckTwin(batch.All, twin.All);
        for (_step = 1; _step <= steps && _problems.Count == 0; _step++)
        {
            policy.Act(batch.All);
            batch.All.Actions.CopyTo(twin.All.Actions);
            batch.All.ContinuousActions.CopyTo(twin.All.ContinuousActions);
            Spoil(batch.All, spec);
            Spoil(twin.All, spec);
            first.Step(batch.All);
            second.Step(twin.All);
            CheckSeen(batch.All, spec);
            CheckEnds(batch.All, spec, lengths);
            CheckTwin(batch.All, twin.All);
        }
    }

    private IEnvironment Create() =>
        _create(new EnvironmentContext { Rows = Rows, Streams = new RandomStreams(_seed).Scope("check"), MaxSteps = _maxSteps });

    // What a step does not write is then seen to be missing.
    private static void Spoil(EnvironmentRows rows, EnvironmentSpec spec)
    {
        rows.Observations.Fill(float.NaN);
        rows.FinalObservations.Fill(float.NaN);
        rows.Rewards.Fill(float.NaN);
        if (spec.HasMasks)
        {
            rows.Masks.Clear();
            rows.FinalMasks.Clear();
        }
    }

    private void CheckSeen(EnvironmentRows rows, EnvironmentSpec spec)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            CheckObservation(rows.Observation(row), spec, "the observation");
            CheckMask(rows.Mask(row), spec, "the mask");
        }
    }

    private void CheckEnds(EnvironmentRows rows, EnvironmentSpec spec, int[] lengths)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            lengths[row]++;
            if (!float.IsFinite(rows.Rewards[row]))
            {
                Report($"the reward is {rows.Rewards[row]} or was not written");
            }

            if (rows.Terminated[row] || rows.Truncated[row])
            {
                CheckObservation(rows.FinalObservation(row), spec, "the final observation");
                if (rows.Truncated[row])
                {
                    CheckMask(rows.FinalMask(row), spec, "the final mask");
                }

                if ((uint)rows.EndReasons[row] >= (uint)spec.EndReasons.Count)
                {
                    Report($"the end reason {rows.EndReasons[row]} is none of the {spec.EndReasons.Count}");
                }

                lengths[row] = 0;
            }
            else if (lengths[row] >= spec.MaxSteps)
            {
                Report($"an episode goes on beyond its limit of {spec.MaxSteps} steps");
            }
        }
    }

    private void CheckObservation(ReadOnlySpan<float> observation, EnvironmentSpec spec, string what)
    {
        foreach (ObservationField field in spec.Fields)
        {
            foreach (float value in observation.Slice(field.Offset, field.Size))
            {
                if (!float.IsFinite(value))
                {
                    Report($"'{field.Name}' of {what} is {value} or was not written");
                }
                else if (value < field.Low || value > field.High)
                {
                    Report($"'{field.Name}' of {what} is {value}, which is not from {field.Low} to {field.High}");
                }
            }
        }
    }

    private void CheckMask(ReadOnlySpan<bool> mask, EnvironmentSpec spec, string what)
    {
        if (!spec.HasMasks && mask.Contains(false))
        {
            Report($"{what} forbids an action, which the environment's spec (HasMasks) denies");
        }

        foreach (int choices in spec.Actions.Branches)
        {
            if (!mask[..choices].Contains(true))
            {
                Report($"{what} allows no action");
            }

            mask = mask[choices..];
        }
    }

    private void CheckTwin(EnvironmentRows one, EnvironmentRows other)
    {
        bool same = one.Observations.SequenceEqual(other.Observations)
            && one.Rewards.SequenceEqual(other.Rewards)
            && one.Terminated.SequenceEqual(other.Terminated)
            && one.Truncated.SequenceEqual(other.Truncated)
            && one.Masks.SequenceEqual(other.Masks);
        if (!same)
        {
            Report("the same seed and the same actions gave two histories: draw from the environment's random streams alone");
        }
    }

    private void Report(FormattableString problem) => Report(FormattableString.Invariant(problem));

    private void Report(string problem)
    {
        string text = _step == 0 ? $"after the reset, {problem}" : $"after step {_step}, {problem}";
        if (!_problems.Contains(text))
        {
            _problems.Add(text);
        }
    }
}
