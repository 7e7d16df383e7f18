using System.Text.Json;
using Hamlet.Environments;
using Hamlet.Live.Watching;

namespace Hamlet.Live.Protocol;

/// <summary>Writes one agent of a frame as <c>state_update</c>.</summary>
internal static class StateMessage
{
    /// <summary>Writes it.</summary>
    /// <param name="stage">What there is to be seen; its frame is the caller's.</param>
    /// <param name="agent">The agent's index.</param>
    public static byte[] Of(Stage stage, int agent) => JsonText.Message("state_update", json =>
    {
        Frame frame = stage.Frame;
        AgentFrame row = frame.Agents[agent];
        json.WriteString("agent_id", stage.Actors[agent].Id);
        json.WriteNumber("training_step", frame.Step);
        json.Number("progress", frame.Fraction);
        json.WriteNumber("episode", row.Episode);
        json.WriteNumber("step", row.EpisodeStep);
        json.Number("reward", row.Reward);
        json.Number("cumulative_reward", row.Return);
        json.WriteBoolean("done", row.Done);
        json.WriteNumber("episodes", row.Episodes);
        json.Number("mean_return", row.MeanReturn);
        json.Number("mean_length", row.MeanLength);
        json.Number("epsilon", row.Exploration);
        json.WriteStartObject("temporal");
        // After an end the world is already that of the next life.
        ShowMessages.Age(json, stage.Layout.Environment, row.Done ? 0 : row.EpisodeStep);
        json.WriteEndObject();
        Action(json, stage.Layout.Environment.Actions, row);
        Grid(json, stage, agent, row);
        Meters(json, stage, agent, row);
        Decisions(json, stage, agent, row);
        json.Numbers("observation", row.Observation);
        json.WriteStartArray("end_counts");
        foreach (long count in row.EndReasons)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
    });

    private static void Action(Utf8JsonWriter json, ActionSpace actions, AgentFrame row)
    {
        if (actions is DiscreteActions discrete)
        {
            json.WriteNumber("action", row.Actions[0]);
            json.WriteString("last_action", discrete.Names[row.Actions[0]]);
        }
        else
        {
            json.WriteStartArray("action");
            foreach (int choice in row.Actions)
            {
                json.WriteNumberValue(choice);
            }

            foreach (float component in row.ContinuousActions)
            {
                json.Number(component);
            }

            json.WriteEndArray();
        }
    }

    private static void Grid(Utf8JsonWriter json, Stage stage, int agent, AgentFrame row)
    {
        if (stage.Layout.Scene is not { } scene)
        {
            return;
        }

        json.WriteStartObject("grid");
        json.WriteNumber("width", scene.GridWidth);
        json.WriteNumber("height", scene.GridHeight);
        json.WriteStartArray("agents");
        json.WriteStartObject();
        json.WriteString("id", stage.Actors[agent].Id);
        json.WriteNumber("x", row.Places[0]);
        json.WriteNumber("y", row.Places[1]);
        json.WriteEndObject();
        json.WriteEndArray();
        json.WriteStartArray("affordances");
        for (int i = 0; i < scene.AffordanceNames.Count; i++)
        {
            json.WriteStartObject();
            json.WriteString("type", scene.AffordanceNames[i]);
            json.WriteNumber("x", row.Places[2 + (2 * i)]);
            json.WriteNumber("y", row.Places[3 + (2 * i)]);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Meters(Utf8JsonWriter json, Stage stage, int agent, AgentFrame row)
    {
        if (stage.Layout.Meters is { } meters)
        {
            json.WriteStartObject("agent_meters");
            json.WriteStartObject(stage.Actors[agent].Id);
            for (int i = 0; i < row.Meters.Length; i++)
            {
                json.Number(meters.MeterNames[i], row.Meters[i]);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }
    }

    private static void Decisions(Utf8JsonWriter json, Stage stage, int agent, AgentFrame row)
    {
        if (row.HasDecisions)
        {
            json.Numbers(stage.Actors[agent].Decisions!.DecisionKind, row.Decisions);
        }

        json.WriteStartArray("action_masks");
        foreach (bool allowed in row.Mask)
        {
            json.WriteBooleanValue(allowed);
        }

        json.WriteEndArray();
    }
}
