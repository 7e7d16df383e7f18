using System.Text.Json;
using Hamlet.Algorithms;
using Hamlet.Environments;
using Hamlet.Live;
using Hamlet.Randomness;

namespace Hamlet.Tests.Live;

public sealed class LiveViewerTests
{
    [Fact]
    public async Task APolicyPlaysAtTheSpeedThatAVisitorLikesAndBeginsAnewWhenTold()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("hamlet-live-");
        var streams = new RandomStreams(1);
        var world = new CartPoleEnvironment(new EnvironmentContext { Rows = 1, Streams = streams });
        using var ended = new CancellationTokenSource();
        await using LiveViewer viewer = await LiveViewer.StartAsync(
            new LiveOptions { Port = 0 }, folder.FullName, "cartpole", world, [("a", new RandomPolicy(world.Spec, streams.Create("policy")))]);
        Task running = Task.Factory.StartNew(() => viewer.Run(ended.Token), TaskCreationOptions.LongRunning);
        using LiveClient client = await LiveClient.ConnectAsync(new Uri(viewer.Url).Port);

        JsonElement connected = await client.WaitForAsync("connected");
        await client.SendAsync("""{"type":"control","command":"set_speed","speed":10}""");
        await client.WaitForAsync("training_status", static m => m.TryGetProperty("speed", out JsonElement speed) && speed.GetInt32() == 10);
        JsonElement end = await client.WaitForAsync("episode_end");
        await client.WaitForAsync("state_update", static m => m.GetProperty("step").GetInt32() >= 1);
        await client.CommandAsync("reset");
        JsonElement reset = await client.WaitForAsync("episode_end", static m => m.GetProperty("reason").GetString() == "reset");
        await client.CommandAsync("pause");
        await client.WaitForAsync("training_status", static m => m.GetProperty("status").GetString() == "paused");

        await ended.CancelAsync();
        await running;
        folder.Delete();
        Assert.Equal("viewer", connected.GetProperty("mode").GetString());
        Assert.Contains(end.GetProperty("reason").GetString(), world.Spec.EndReasons);
        Assert.True(reset.GetProperty("steps").GetInt32() >= 1);
    }
}
