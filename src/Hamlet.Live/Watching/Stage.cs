using Hamlet.Environments;

namespace Hamlet.Live.Watching;

/// <summary>
/// The world as it is watched. The thread that steps it counts along and copies a frame when one is asked for; another thread asks, reads,
/// and asks again. The one frame belongs to the first between asking and filling, to the second afterwards: nobody waits, nothing is allocated.
/// </summary>
internal sealed class Stage
{
    private const int Idle = 0;
    private const int Asked = 1;
    private const int Filled = 2;

    private readonly EnvironmentBatch _batch;
    private readonly AgentFrame[] _rows;
    private readonly float[] _finalMeters;
    private int _state;

    /// <summary>Begins with the episodes that are under way.</summary>
    public Stage(IEnvironment world, EnvironmentBatch batch, Actor[] actors)
    {
        Layout = StageLayout.Of(world);
        Actors = actors;
        _batch = batch;
        Frame = new Frame(Layout, actors.Length);
        // What is counted at every step, apart from the frame, which is at times another thread's.
        _rows = new Frame(Layout, actors.Length).Agents;
        _finalMeters = new float[Layout.Meters?.MeterNames.Count ?? 0];
        Ended = new EndedEpisodes(_finalMeters.Length, Layout.Activity?.AffordanceNames.Count ?? 0);
    }

    /// <summary>What there is to show.</summary>
    public StageLayout Layout { get; }

    /// <summary>The agents.</summary>
    public Actor[] Actors { get; }

    /// <summary>The episodes that ended in the rows shown.</summary>
    public EndedEpisodes Ended { get; }

    /// <summary>The frame; for the watching thread, while <see cref="IsFilled"/>.</summary>
    public Frame Frame { get; }

    /// <summary>Whether the frame is the watching thread's to read.</summary>
    public bool IsFilled => Volatile.Read(ref _state) == Filled;

    /// <summary>Asks for a frame, unless one is under way; for the watching thread, which then no longer reads the frame.</summary>
    public void Ask()
    {
        if (Volatile.Read(ref _state) != Asked)
        {
            Volatile.Write(ref _state, Asked);
        }
    }

    /// <summary>The world has made a step; for the thread that steps it.</summary>
    public void Step(long step, double fraction)
    {
        for (int i = 0; i < Actors.Length; i++)
        {
            Count(i, _rows[i]);
        }

        FillIfAsked(step, fraction);
    }

    /// <summary>All rows have begun anew, as at a viewer's reset.</summary>
    public void Restart()
    {
        for (int i = 0; i < _rows.Length; i++)
        {
            AgentFrame row = _rows[i];
            if (row is { EpisodeStep: > 0, Done: false })
            {
                // The world has begun anew without an end: nothing is known of one.
                Ended.Add(new EndedEpisode(i, row.Episode, row.EpisodeStep, row.Return, Reason: -1), [], []);
                row.Episode++;
            }

            (row.EpisodeStep, row.Return, row.Reward, row.Done) = (0, 0, 0, false);
        }
    }

    /// <summary>Copies a frame if one is asked for; for the thread that steps the world.</summary>
    public void FillIfAsked(long step, double fraction)
    {
        if (Volatile.Read(ref _state) != Asked)
        {
            return;
        }

        Frame.Step = step;
        Frame.Fraction = fraction;
        for (int i = 0; i < Actors.Length; i++)
        {
            Copy(Actors[i], _rows[i], Frame.Agents[i]);
        }

        Volatile.Write(ref _state, Filled);
    }

    private void Count(int agent, AgentFrame row)
    {
        Actor actor = Actors[agent];
        EnvironmentRows rows = _batch.Slice(actor.FirstRow, actor.Rows);
        if (row.Done)
        {
            (row.EpisodeStep, row.Return) = (0, 0);
        }

        row.EpisodeStep++;
        row.Reward = rows.Rewards[0];
        row.Return += row.Reward;
        row.Done = rows.Terminated[0] || rows.Truncated[0];
        if (row.Done)
        {
            TellEnd(agent, row, rows.EndReasons[0]);
            row.Episode++;
        }

        CountEnds(rows, row.EndReasons);
    }

    private void TellEnd(int agent, AgentFrame row, int reason)
    {
        if (Ended.IsFull)
        {
            return;
        }

        Actor actor = Actors[agent];
        bool known = Layout.Meters?.TryReadFinalMeters(actor.FirstRow, _finalMeters) == true;
        Ended.Add(
            new EndedEpisode(agent, row.Episode, row.EpisodeStep, row.Return, reason) { Exploration = actor.Agent?.Algorithm.ExplorationRate ?? double.NaN },
            known ? _finalMeters : [],
            Layout.Activity is { } activity ? activity.Uses(actor.FirstRow) : []);
    }

    // Most steps end nothing, and that is found sixteen rows at a time.
    private static void CountEnds(EnvironmentRows rows, long[] reasons)
    {
        if (rows.Terminated.Contains(true) || rows.Truncated.Contains(true))
        {
            for (int i = 0; i < rows.Count; i++)
            {
                if (rows.Terminated[i] || rows.Truncated[i])
                {
                    reasons[rows.EndReasons[i]]++;
                }
            }
        }
    }

    private void Copy(Actor actor, AgentFrame row, AgentFrame frame)
    {
        EnvironmentRows rows = _batch.Slice(actor.FirstRow, 1);
        (frame.Episode, frame.EpisodeStep, frame.Reward, frame.Return, frame.Done) =
            (row.Episode, row.EpisodeStep, row.Reward, row.Return, row.Done);
        if (actor.Agent is { } agent)
        {
            (frame.Episodes, frame.MeanReturn, frame.MeanLength) = (agent.Episodes, agent.MeanReturn, agent.MeanLength);
            frame.Exploration = agent.Algorithm.ExplorationRate ?? double.NaN;
        }
        else
        {
            frame.Episodes = row.Episode;
        }

        rows.Observations.CopyTo(frame.Observation);
        rows.Actions.CopyTo(frame.Actions);
        rows.ContinuousActions.CopyTo(frame.ContinuousActions);
        rows.Masks.CopyTo(frame.Mask);
        row.EndReasons.CopyTo(frame.EndReasons, 0);
        Layout.Meters?.ReadMeters(actor.FirstRow, frame.Meters);
        Layout.Scene?.ReadScene(actor.FirstRow, frame.Places);
        if (actor.Decisions is { } decisions && decisions.DecisionCount == frame.Decisions.Length && frame.Decisions.Length > 0)
        {
            frame.HasDecisions |= decisions.TryReadDecision(actor.DecisionRow, frame.Decisions);
        }
    }
}
