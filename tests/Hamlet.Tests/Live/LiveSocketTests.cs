using System.Net;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Hamlet.Environments;

namespace Hamlet.Tests.Live;

/// <summary>A real server, real connections, a real training.</summary>
public sealed class LiveSocketTests
{
    [Fact]
    public async Task AVisitorIsToldWhatThereIsAndWhatHappens()
    {
        using var training = new LiveTraining(LiveTraining.Town);
        using LiveClient client = await training.ConnectAsync();
        JsonElement early = await client.WaitForAsync("connected");
        training.Start();

        JsonElement world = await client.WaitForAsync("connected");
        JsonElement state = await client.WaitForAsync("state_update");
        JsonElement end = await client.WaitForAsync("episode_end");
        JsonElement start = await client.WaitForAsync("episode_start");
        JsonElement metrics = await client.WaitForAsync("metrics", static m => m.GetProperty("metrics").TryGetProperty("Episode/Total_Reward", out _));
        JsonElement status = await client.WaitForAsync("training_status");

        Assert.Equal(("training", "waiting", "shown"), (Text(early, "mode"), Text(early, "status"), Text(early, "experiment")));
        Assert.Equal("town8/L1", Text(world, "environment"));
        Assert.Equal(14, world.GetProperty("affordances").GetArrayLength());
        Assert.Equal(8, world.GetProperty("meters").GetArrayLength());
        Assert.Equal(8, state.GetProperty("grid").GetProperty("width").GetInt32());
        Assert.Equal(6, state.GetProperty("action_masks").GetArrayLength());
        Assert.Equal(8, state.GetProperty("agent_meters").GetProperty("agent_0").EnumerateObject().Count());
        Assert.True(end.GetProperty("steps").GetInt32() > 0);
        Assert.Contains(Text(end, "reason"), world.GetProperty("end_reasons").EnumerateArray().Select(static r => r.GetString()));
        Assert.Equal(end.GetProperty("episode").GetInt64() + 1, start.GetProperty("episode").GetInt64());
        Assert.Equal("episode", metrics.GetProperty("metrics").GetProperty("Episode/Total_Reward")[2].GetString());
        Assert.True(status.GetProperty("is_training").GetBoolean());
        Assert.Equal(1_000_000_000, status.GetProperty("total_steps").GetInt64());
    }

    [Fact]
    public async Task MessagesHaveWhatAClientOfTheOriginalLooksFor()
    {
        using var training = new LiveTraining(LiveTraining.Learned);
        training.Start();
        using LiveClient client = await training.ConnectAsync();

        JsonElement state = await client.WaitForAsync("state_update");
        JsonElement metrics = await client.WaitForAsync("metrics", static m => m.GetProperty("metrics").TryGetProperty("Curriculum/Stage", out _));
        JsonElement end = await client.WaitForAsync("episode_end", static m => m.TryGetProperty("stage", out _));
        JsonElement start = await client.WaitForAsync("episode_start");
        JsonElement status = await client.WaitForAsync("training_status", static m => m.GetProperty("current_episode").GetInt64() > 0);
        using LiveClient late = await training.ConnectAsync();
        JsonElement connected = await late.WaitForAsync("connected");
        Task over = Task.Run(training.Dispose);
        JsonElement complete = await client.WaitForAsync("training_complete");
        await over;

        Assert.Equal("agent_0", Text(metrics, "agent_id"));
        Assert.True(metrics.GetProperty("episode").GetInt64() >= 0);
        Assert.InRange(metrics.GetProperty("timestamp").GetDateTime(), DateTime.UtcNow.AddMinutes(-5), DateTime.UtcNow.AddSeconds(1));

        Assert.InRange(state.GetProperty("temporal").GetProperty("agent_age").GetInt32(), 0, 500);
        Assert.InRange(state.GetProperty("temporal").GetProperty("lifetime_progress").GetDouble(), 0, 1);

        Assert.InRange(end.GetProperty("stage").GetInt32(), 1, 5);
        int steps = end.GetProperty("steps").GetInt32();
        Assert.Equal(steps, end.GetProperty("agent_age").GetInt32());
        Assert.Equal(steps / 500.0, end.GetProperty("lifetime_progress").GetDouble(), 1e-6);
        Assert.Equal(Names(connected, "meters"), end.GetProperty("final_meters").EnumerateObject().Select(static m => m.Name));
        Assert.Equal(
            Names(connected, "affordances"), end.GetProperty("affordance_stats").EnumerateArray().Select(static a => a.GetProperty("name").GetString()));
        Assert.All(end.GetProperty("affordance_stats").EnumerateArray(), static a => Assert.True(a.GetProperty("count").GetInt32() >= 0));

        Assert.InRange(start.GetProperty("epsilon").GetDouble(), 0, 1);
        Assert.InRange(start.GetProperty("curriculum_stage").GetInt32(), 1, 5);
        Assert.False(start.TryGetProperty("checkpoint", out _));

        Assert.True(status.GetProperty("current_step").GetInt64() > 0);
        Assert.Equal(1_000_000_000, connected.GetProperty("total_steps").GetInt64());
        Assert.InRange(connected.GetProperty("epsilon").GetDouble(), 0, 1);
        Assert.Equal(
            ("grid2d", 2, "square", 8, 8),
            (Text(connected.GetProperty("substrate"), "type"), Int(connected.GetProperty("substrate"), "position_dim"),
            Text(connected.GetProperty("substrate"), "topology"), Int(connected.GetProperty("substrate"), "width"), Int(connected.GetProperty("substrate"), "height")));

        Assert.True(complete.GetProperty("current_episode").GetInt64() > 0);
        Assert.True(complete.GetProperty("final_avg_length").GetDouble() > 0);
        Assert.Equal(JsonValueKind.Number, complete.GetProperty("final_avg_reward").ValueKind);
    }

    [Fact]
    public async Task ADeathIsToldWithTheMeterThatItDiedOf()
    {
        using var training = new LiveTraining(LiveTraining.Town);
        training.Start();
        using LiveClient client = await training.ConnectAsync();

        JsonElement end = await client.WaitForAsync("episode_end", static m => Text(m, "reason") is "energy_depleted" or "health_depleted");

        string meter = Text(end, "reason")!.Split('_')[0];
        Assert.Equal(0, end.GetProperty("final_meters").GetProperty(meter).GetDouble());
    }

    [Fact]
    public async Task MetricsAreToldAgentByAgent()
    {
        using var training = new LiveTraining(LiveTraining.CartPole);
        training.Start();
        using LiveClient client = await training.ConnectAsync();

        foreach (string agent in new[] { "a", "b" })
        {
            JsonElement metrics = await client.WaitForAsync("metrics", m => m.TryGetProperty("agent_id", out JsonElement id) && id.GetString() == agent);
            Assert.All(metrics.GetProperty("metrics").EnumerateObject(), m => Assert.StartsWith($"{agent}/", m.Name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task APauseStopsTheStepsAndWhatIsShownIsTheWorld()
    {
        using var training = new LiveTraining(LiveTraining.Town);
        using LiveClient client = await training.ConnectAsync();
        training.Start();
        await client.WaitForAsync("state_update");

        await client.CommandAsync("pause");
        await client.WaitForAsync("training_status", static m => Text(m, "status") == "paused");
        long step = await StepAsync(training, client);
        await Task.Delay(100);
        Assert.Equal(step, training.Training!.Progress.Step);

        await client.SendAsync("""{"type":"control","command":"step","count":3}""");
        JsonElement state = await client.WaitForAsync("state_update", m => m.GetProperty("training_step").GetInt64() == step + 3);
        CheckTown(training.Training!.World, state);

        await client.CommandAsync("resume");
        await client.WaitForAsync("state_update", m => m.GetProperty("training_step").GetInt64() > step + 3);
    }

    [Fact]
    public async Task AVisitorChoosesItsAgent()
    {
        using var training = new LiveTraining(LiveTraining.CartPole);
        training.Start();
        using LiveClient client = await training.ConnectAsync();

        JsonElement first = await client.WaitForAsync("state_update", static m => m.TryGetProperty("logits", out _));
        await client.SendAsync("""{"type":"watch","agent":"b"}""");
        JsonElement other = await client.WaitForAsync("state_update", static m => m.TryGetProperty("q_values", out _));
        await client.SendAsync("""{"type":"watch","agent":"c"}""");
        JsonElement error = await client.WaitForAsync("error");

        Assert.Equal(("a", "b"), (Text(first, "agent_id"), Text(other, "agent_id")));
        Assert.Equal(2, first.GetProperty("logits").GetArrayLength());
        Assert.False(first.TryGetProperty("grid", out _));
        Assert.Equal(4, first.GetProperty("observation").GetArrayLength());
        Assert.Equal("there is no agent 'c'", Text(error, "message"));
    }

    [Fact]
    public async Task WhatIsNoCommandIsAnsweredWithAnErrorAndTheServerGoesOn()
    {
        using var training = new LiveTraining(LiveTraining.Town);
        training.Start();
        using LiveClient client = await training.ConnectAsync();
        (byte[] Message, WebSocketMessageType Type, string Error)[] wrong =
        [
            ("nonsense"u8.ToArray(), WebSocketMessageType.Text, "no JSON"),
            ("""{"type":"explode"}"""u8.ToArray(), WebSocketMessageType.Text, "unknown command 'explode'"),
            (Encoding.UTF8.GetBytes(new string(' ', 100_000)), WebSocketMessageType.Text, "at most 16384 bytes"),
            ([1, 2, 3], WebSocketMessageType.Binary, "messages are texts"),
            ("""{"type":"control","command":"reset"}"""u8.ToArray(), WebSocketMessageType.Text, "would change the training"),
            ("""{"type":"control","command":"set_speed","speed":2}"""u8.ToArray(), WebSocketMessageType.Text, "would change the training"),
        ];

        foreach ((byte[] message, WebSocketMessageType type, string error) in wrong)
        {
            await client.SendAsync(message, type);
            JsonElement answer = await client.WaitForAsync("error");
            Assert.Contains(error, Text(answer, "message"), StringComparison.Ordinal);
        }

        await client.CommandAsync("status");
        await client.WaitForAsync("training_status");
    }

    [Fact]
    public async Task FramesThatBreakTheProtocolEndThatConnectionAlone()
    {
        using var training = new LiveTraining(LiveTraining.Town);
        training.Start();
        using LiveClient other = await training.ConnectAsync();
        using var broken = new System.Net.Sockets.TcpClient();
        await broken.ConnectAsync(IPAddress.Loopback, training.Sink.Port);
        System.Net.Sockets.NetworkStream stream = broken.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{training.Sink.Port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));

        // Reserved bits, an opcode that there is none of, no mask.
        await stream.WriteAsync(new byte[] { 0xff, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff });

        await Until(() => training.Sink.Hub.Visitors == 1);
        await other.WaitForAsync("state_update");
    }

    [Fact]
    public async Task AStrangeOriginIsRefused()
    {
        using var training = new LiveTraining(LiveTraining.Town);

        WebSocketException e = await Assert.ThrowsAsync<WebSocketException>(() => training.ConnectAsync("http://evil.example"));
        using LiveClient own = await training.ConnectAsync($"http://127.0.0.1:{training.Sink.Port}");

        Assert.Contains("403", e.Message, StringComparison.Ordinal);
        await own.WaitForAsync("connected");
    }

    [Fact]
    public async Task FiftyVisitorsOfWhichTenNeverReadDisturbNobody()
    {
        using var training = new LiveTraining(LiveTraining.Town);
        training.Start();
        await Until(() => training.Training?.Progress.Step > 100);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        StuckSocket[] stuck = [.. Enumerable.Range(0, 10).Select(static _ => new StuckSocket())];
        Task[] served = [.. stuck.Select(training.Sink.Hub.ServeAsync)];
        LiveClient[] reading = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => training.ConnectAsync()));
        Task<int>[] read = [.. reading.Select(static c => c.ReadToEndAsync())];
        Assert.Equal(50, training.Sink.Hub.Visitors);
        long step = training.Training!.Progress.Step;

        // The ten are dropped when four seconds of messages wait for them.
        await Task.WhenAll(served).WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(stuck, static s => Assert.True(s.IsAborted));
        Assert.True(training.Training.Progress.Step > step);
        long more = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.True(more < 100 << 20, $"{more >> 20} MiB more");
        Assert.Equal(40, training.Sink.Hub.Visitors);
        training.Dispose();
        Assert.All(await Task.WhenAll(read), static count => Assert.True(count > 100, $"only {count} messages"));
    }

    private static int Int(JsonElement message, string name) => message.GetProperty(name).GetInt32();

    private static IEnumerable<string?> Names(JsonElement message, string name) => message.GetProperty(name).EnumerateArray().Select(static n => n.GetString());

    private static string? Text(JsonElement message, string name) => message.GetProperty(name).GetString();

    // The step at which a paused training stands, when it does.
    private static async Task<long> StepAsync(LiveTraining training, LiveClient client)
    {
        long step;
        do
        {
            step = training.Training!.Progress.Step;
            await client.CommandAsync("status");
            await client.WaitForAsync("training_status");
        }
        while (step != training.Training!.Progress.Step);

        return step;
    }

    private static async Task Until(Func<bool> holds)
    {
        long start = Environment.TickCount64;
        while (!holds())
        {
            Assert.True(Environment.TickCount64 - start < 60_000, "It did not come to pass.");
            await Task.Delay(5);
        }
    }

    private static void CheckTown(IEnvironment world, JsonElement state)
    {
        IScene scene = world.Offer<IScene>()!;
        IMeters meters = world.Offer<IMeters>()!;
        int[] places = new int[2 * (1 + scene.AffordanceNames.Count)];
        float[] values = new float[meters.MeterNames.Count];
        scene.ReadScene(0, places);
        meters.ReadMeters(0, values);

        JsonElement grid = state.GetProperty("grid");
        Assert.Equal(places[0], grid.GetProperty("agents")[0].GetProperty("x").GetInt32());
        Assert.Equal(places[1], grid.GetProperty("agents")[0].GetProperty("y").GetInt32());
        Assert.Equal(
            scene.AffordanceNames.Select((name, i) => (name, places[2 + (2 * i)], places[3 + (2 * i)])),
            grid.GetProperty("affordances").EnumerateArray()
                .Select(static a => (a.GetProperty("type").GetString()!, a.GetProperty("x").GetInt32(), a.GetProperty("y").GetInt32())));
        Assert.Equal(
            values, state.GetProperty("agent_meters").GetProperty("agent_0").EnumerateObject().Select(static m => m.Value.GetSingle()));
    }
}
