using System.Globalization;

namespace Hamlet.Hosting.Replays;

/// <summary>The pictures of a replay, one a step: for a town the grid, for every other environment a line of its values.</summary>
internal sealed class ReplayFrames(ReplayFile replay)
{
    // A state of more values is more than a line can show.
    private const int MostValues = 12;

    private readonly TownMap? _map = TownMap.Of(replay);
    private double _total;

    /// <summary>Whether a step takes several lines.</summary>
    public bool HasMap => _map is not null;

    /// <summary>What is being looked at.</summary>
    public string Title => $"episode {replay.Episode} of {replay.Agent}"
        + (replay.Environment.Length > 0 ? $" in {replay.Environment}" : "") + $", {replay.Steps.Count} steps";

    /// <summary>How it ended.</summary>
    public string Ending => $"total reward {Number(replay.Steps.Sum(static step => step.Reward))}"
        + (replay.EndReason.Length > 0 ? $", ended by {replay.EndReason}" : "") + (replay.Truncated ? " (cut off)" : "");

    /// <summary>The lines of a step; steps are asked for in order.</summary>
    public IEnumerable<string> Lines(int step)
    {
        ReplayStep now = replay.Steps[step];
        _total += now.Reward;
        string head = $"{step,5}  {Action(now),-10}  reward {Number(now.Reward),9}  total {Number(_total),9}";
        if (_map is null)
        {
            yield return $"{head}  {string.Join(" ", Values(now.State))}";
            yield break;
        }

        yield return head;
        yield return "  " + string.Join("  ", Meters(now.State));
        foreach (string line in _map.Draw(now))
        {
            yield return line;
        }
    }

    private string Action(ReplayStep step) => step.Action is [var only] && only >= 0 && only < replay.Actions.Count
        ? replay.Actions[(int)only]
        : string.Join(",", step.Action.Select(Number));

    private IEnumerable<string> Meters(double[] state) => replay.Fields
        .Where(static field => field.Name == "meters")
        .SelectMany(field => field.Names.Select((name, i) => string.Create(CultureInfo.InvariantCulture, $"{name} {state[field.Offset + i] * 100:F0}%")));

    private IEnumerable<string> Values(double[] state)
    {
        string[] names = [.. replay.Fields.SelectMany(static field => Enumerable.Range(0, field.Size).Select(i => Name(field, i)))];
        for (int i = 0; i < Math.Min(state.Length, MostValues); i++)
        {
            yield return i < names.Length ? $"{names[i]}={Number(state[i])}" : Number(state[i]);
        }

        if (state.Length > MostValues)
        {
            yield return $"... {state.Length} values";
        }
    }

    private static string Name(ReplayField field, int index) =>
        index < field.Names.Count ? field.Names[index] : field.Size == 1 ? field.Name : $"{field.Name}[{index}]";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
