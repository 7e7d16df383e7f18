using System.Text.Json;
using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Live;
using Hamlet.Live.Protocol;
using Hamlet.Randomness;

namespace Hamlet.Tests.Live;

public sealed class LiveViewerTests : IDisposable
{
    private static readonly RandomStreams s_streams = new(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("hamlet-live-");

    public void Dispose() => _folder.Delete();

    [Fact]
    public Task APolicyPlaysAtTheSpeedThatAVisitorLikes() => ShowAsync(
        new CartPoleEnvironment(new EnvironmentContext { Rows = 1, Streams = s_streams }),
        async client =>
        {
            JsonElement connected = await client.WaitForAsync("connected");
            await client.SendAsync("""{"type":"control","command":"set_speed","speed":10}""");
            await client.WaitForAsync("training_status", static m => m.TryGetProperty("speed", out JsonElement speed) && speed.GetInt32() == 10);
            JsonElement end = await client.WaitForAsync("episode_end");
            JsonElement start = await client.WaitForAsync("episode_start");

            Assert.All(
                new[] { connected, start },
                static m => Assert.Equal(("latest", 4711), (m.GetProperty("checkpoint").GetString(), m.GetProperty("checkpoint_step").GetInt64())));
            Assert.False(start.TryGetProperty("curriculum_stage", out _));
            Assert.Equal(JsonValueKind.Null, start.GetProperty("epsilon").ValueKind);
            Assert.Equal(end.GetProperty("steps").GetInt32() / 500.0, end.GetProperty("lifetime_progress").GetDouble(), 1e-6);
            Assert.False(end.TryGetProperty("final_meters", out _));
            Assert.Equal("viewer", connected.GetProperty("mode").GetString());
            Assert.Contains(end.GetProperty("reason").GetString(), connected.GetProperty("end_reasons").EnumerateArray().Select(static r => r.GetString()));
        });

    // The car does not get up by chance, and its 200 steps last 40 s: the visitor ends it.
    [Fact]
    public Task AnEpisodeBeginsAnewWhenTold() => ShowAsync(
        new MountainCarEnvironment(new EnvironmentContext { Rows = 1, Streams = s_streams }),
        async client =>
        {
            await client.WaitForAsync("state_update", static m => m.GetProperty("step").GetInt32() >= 2);
            await client.CommandAsync("reset");
            JsonElement end = await client.WaitForAsync("episode_end");
            await client.WaitForAsync("state_update", static m => m.GetProperty("episode").GetInt32() == 1);
            await client.CommandAsync("pause");
            await client.WaitForAsync("training_status", static m => m.GetProperty("status").GetString() == "paused");

            Assert.Equal("reset", end.GetProperty("reason").GetString());
            Assert.True(end.GetProperty("steps").GetInt32() >= 2);
        });

    private async Task ShowAsync(IEnvironment world, Func<LiveClient, Task> visit)
    {
        using var ended = new CancellationTokenSource();
        await using LiveViewer viewer = await LiveViewer.StartAsync(
            new LiveOptions { Port = 0 }, _folder.FullName, "shown", world, [("a", new RandomPolicy(world.Spec, s_streams.Create("policy")))],
            new ShownCheckpoint("latest", 4711));
        Task running = Task.Factory.StartNew(() => viewer.Run(ended.Token), TaskCreationOptions.LongRunning);
        try
        {
            using LiveClient client = await LiveClient.ConnectAsync(new Uri(viewer.Url).Port);
            await visit(client);
        }
        finally
        {
            await ended.CancelAsync();
            await running;
        }
    }
}
