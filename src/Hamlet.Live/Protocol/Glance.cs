using Hamlet.Live.Watching;

namespace Hamlet.Live.Protocol;

/// <summary>How the first agent stood when it was last looked at.</summary>
/// <param name="Step">Environment steps of the run.</param>
/// <param name="Episodes">Episodes that it has finished.</param>
/// <param name="MeanReturn">The mean return of its last episodes; NaN before the first.</param>
/// <param name="MeanLength">Their mean length; NaN before the first.</param>
/// <param name="Exploration">Its exploration rate; NaN where there is none.</param>
internal sealed record Glance(long Step, long Episodes, double MeanReturn, double MeanLength, double Exploration)
{
    /// <summary>That of a frame; the frame is the caller's.</summary>
    public static Glance Of(Frame frame) =>
        new(frame.Step, frame.Agents[0].Episodes, frame.Agents[0].MeanReturn, frame.Agents[0].MeanLength, frame.Agents[0].Exploration);
}
