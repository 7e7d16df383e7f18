using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Hamlet.IntegrationTests.Support;

namespace Hamlet.IntegrationTests.Live;

public sealed class LiveCommandTests : IDisposable
{
    private static readonly string[] s_short =
        [Repository.Config("example_dqn.yaml"), "--set", "training.total_steps=200", "--set", "evaluation.final_episodes=1"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("example_dqn.yaml", "2500")]
    [InlineData("cartpole_ppo.yaml", "3000")]
    public async Task ARunThatWasWatchedPausedAndSteppedIsTheSameToTheLastBit(string config, string steps)
    {
        string[] args = [Repository.Config(config), "--set", $"training.total_steps={steps}", "--set", "evaluation.every_steps=1000",
            "--set", "evaluation.episodes=2", "--set", "evaluation.final_episodes=2", "--set", "checkpoints.every_minutes=0"];
        int port = FreePort();

        string alone = await CommandLine.TrainAsync(_folder.Path, args);
        Task<string> training = CommandLine.TrainAsync(_folder.Path, [.. args, "--live", $"{port}"]);
        await WatchAsync(port, training);
        string watched = await training;

        Assert.Equal(Database.Metrics(alone), Database.Metrics(watched));
        Assert.Equal(File.ReadAllText(Path.Combine(alone, "config.yaml")), File.ReadAllText(Path.Combine(watched, "config.yaml")));
        string[] policies = [.. Directory.GetFiles(Path.Combine(alone, "policies"), "*", SearchOption.AllDirectories)];
        Assert.NotEmpty(policies);
        Assert.All(policies, policy => Assert.Equal(
            File.ReadAllBytes(policy), File.ReadAllBytes(Path.Combine(watched, Path.GetRelativePath(alone, policy)))));
    }

    [Fact]
    public async Task TheAddressIsPrinted()
    {
        CommandResult result = await CommandLine.RunAsync(
            "train", "--env", "cartpole", "--live", "0", "--log-dir", _folder.Path,
            "--set", "training.total_steps=50", "--set", "evaluation.final_episodes=0");

        Assert.Equal(0, result.ExitCode);
        Assert.Matches(@"^Live: http://localhost:\d+/\r?\n", result.Output);
    }

    [Fact]
    public async Task APortThatIsTakenIsSaidWithTheRemedy()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        CommandResult result = await CommandLine.RunAsync("train", "--env", "cartpole", "--live", $"{port}", "--log-dir", _folder.Path);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"the page cannot be served on 127.0.0.1:{port}", result.Error, StringComparison.Ordinal);
        Assert.Contains("Say --live 0 for any free port", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("board")]
    [InlineData("live")]
    public async Task APortThatIsTakenIsSaidWithTheOptionOfTheCommand(string command)
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        string[] what = command == "live" ? [await CommandLine.TrainAsync(_folder.Path, s_short)] : ["--logdir", _folder.Path];

        CommandResult result = await CommandLine.RunAsync([command, .. what, "--port", $"{port}"]);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"the page cannot be served on 127.0.0.1:{port}", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("Say --port 0 for any free port, or --port PORT for another.", result.Error.TrimEnd(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("live", "run", "70000")]
    [InlineData("live", "run", "-1")]
    [InlineData("board", "--logdir=.", "65536")]
    [InlineData("board", "--logdir=.", "http")]
    public async Task WhatIsNoPortOfAPageIsSaid(string command, string what, string port)
    {
        CommandResult result = await CommandLine.RunAsync(command, what, "--port", port);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"--port takes a number from 0 to 65535, which '{port}' is not.", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnAddressOfAnotherMachineIsSaid()
    {
        // Addresses for documents (RFC 5737) are no machine's.
        CommandResult result = await CommandLine.RunAsync("board", "--logdir", _folder.Path, "--host", "192.0.2.1", "--port", "0");

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("the page cannot be served on 192.0.2.1:0", result.Error, StringComparison.Ordinal);
        Assert.Contains("Give an address of this machine", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ARunThatIsNotThereIsSaidWithTheRemedy()
    {
        CommandResult result = await CommandLine.RunAsync("live", "nonesuch", "--port", "0");

        Assert.Equal(2, result.ExitCode);
        Assert.Equal("hamlet: error: there is no run 'nonesuch': say its directory, or its identifier; hamlet runs lists them", result.Error.Trim());
    }

    [Fact]
    public async Task ARunWithoutAPolicyIsSaidWithTheRemedy()
    {
        string run = await CommandLine.TrainAsync(_folder.Path, s_short);
        Directory.Delete(Path.Combine(run, "policies"), recursive: true);

        CommandResult with = await CommandLine.RunAsync("live", run, "--port", "0");
        Directory.Delete(Path.Combine(run, "checkpoints"), recursive: true);
        CommandResult finished = await CommandLine.RunAsync("live", run, "--port", "0");
        string info = Path.Combine(run, "run.json");
        File.WriteAllText(info, File.ReadAllText(info).Replace("\"completed\"", "\"interrupted\"", StringComparison.Ordinal));
        CommandResult without = await CommandLine.RunAsync("live", run, "--port", "0");

        Assert.Equal((2, 2, 2), (with.ExitCode, finished.ExitCode, without.ExitCode));
        Assert.Contains("is finished: its agents have none that can be saved, as one that does not learn, or the files are gone", finished.Error, StringComparison.Ordinal);
        Assert.Contains("Say --checkpoint 200 for that of its newest checkpoint, or wait for its first evaluation if it still trains", with.Error, StringComparison.Ordinal);
        Assert.Contains("Wait for its first evaluation if it still trains, or go on with it by hamlet resume", without.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--live", "x.yaml", "--live takes a port, which 'x.yaml' is not: say it after the experiment's file.")]
    [InlineData("--live", "70000", "--live takes a port, which '70000' is not")]
    public async Task WhatIsNoPortIsSaid(string option, string value, string message)
    {
        CommandResult result = await CommandLine.RunAsync("train", option, value);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATrainedPolicyIsShownInItsOwnWorldUntilItIsEnough()
    {
        string run = await TrainAsync();
        int port = FreePort();
        using HamletProcess viewer = HamletProcess.Start("live", run, "--checkpoint", "latest", "--port", $"{port}");
        Task<CommandResult> viewing = viewer.WaitAsync();
        using ClientWebSocket socket = await ConnectAsync(port, viewing);

        JsonElement connected = await WaitForAsync(socket, "connected");
        JsonElement history = await WaitForAsync(socket, "history");
        JsonElement state = await WaitForAsync(socket, "state_update");
        await viewer.SignalAsync("INT");
        CommandResult result = await viewing;

        Assert.Equal(("viewer", "town8/L1"), (connected.GetProperty("mode").GetString(), connected.GetProperty("environment").GetString()));
        Assert.Contains("Episode/Total_Reward", history.GetProperty("series").EnumerateArray().Select(static s => s.GetProperty("tag").GetString()));
        Assert.Equal(6, state.GetProperty("q_values").GetArrayLength());
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Contains($"Live: http://localhost:{port}/", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task VisitorsThatNoLongerReadOrAnswerDoNotKeepItFromEnding()
    {
        string run = await TrainAsync();
        int port = FreePort();
        using HamletProcess viewer = HamletProcess.Start("live", run, "--checkpoint", "latest", "--port", $"{port}");
        Task<CommandResult> viewing = viewer.WaitAsync();
        using Socket deaf = await WatchAsync(port, viewing, untilTold: "\"connected\"");
        using Socket mute = await WatchAsync(port, viewing, untilTold: "\"state_update\"");

        await viewer.SignalAsync("INT");
        Assert.Contains("\"closed\"", await ReadAsync(mute, "\"closed\""), StringComparison.Ordinal);
        CommandResult result = await viewing;

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Fact]
    public async Task ASecondInterruptEndsItAtOnce()
    {
        string run = await TrainAsync();
        int exitCode = 0;
        // The second has to come while it still waits for a visitor's goodbye, a second at most: on a busy machine it may be late.
        for (int attempt = 0; attempt < 10 && exitCode == 0; attempt++)
        {
            int port = FreePort();
            using HamletProcess viewer = HamletProcess.Start("live", run, "--checkpoint", "latest", "--port", $"{port}");
            Task<CommandResult> viewing = viewer.WaitAsync();
            using Socket mute = await WatchAsync(port, viewing, untilTold: "\"state_update\"");
            await viewer.SignalAsync("INT");
            await ReadAsync(mute, "\"closed\"");
            await viewer.TrySignalAsync("INT");
            exitCode = (await viewing).ExitCode;
        }

        Assert.Equal(130, exitCode);
    }

    [Fact]
    public async Task InTheBackgroundOfAScriptItSaysWhatEndsItAndThatDoes()
    {
        int port = FreePort();
        using HamletProcess board = HamletProcess.StartUninterruptible("board", "--logdir", _folder.Path, "--port", $"{port}");
        Task<CommandResult> viewing = board.WaitAsync();
        using var http = new HttpClient();
        while (!viewing.IsCompleted && !await AnswersAsync(http, port))
        {
            await Task.Delay(10);
        }

        await board.SignalAsync("INT");
        await board.SignalAsync("TERM");
        CommandResult result = await viewing;

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        if (OperatingSystem.IsLinux())
        {
            Assert.Contains("SIGTERM ends it", result.Output, StringComparison.Ordinal);
        }
    }

    // By the command itself: the tests' own plugins are in the configuration of what they train, and it has them not.
    private async Task<string> TrainAsync()
    {
        using HamletProcess training = HamletProcess.Start(
            "train", Repository.Config("example_dqn.yaml"), "--log-dir", _folder.Path, "--quiet", "--set", "training.total_steps=200", "--set", "evaluation.final_episodes=1");
        CommandResult trained = await training.WaitAsync();
        Assert.Equal((0, ""), (trained.ExitCode, trained.Error));
        return Assert.Single(Directory.GetDirectories(Path.Combine(_folder.Path, "town_dqn")));
    }

    private static async Task<bool> AnswersAsync(HttpClient http, int port)
    {
        try
        {
            using HttpResponseMessage response = await http.GetAsync(new Uri($"http://127.0.0.1:{port}/"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // A visitor that keeps to no protocol: it asks for a WebSocket, and never says another word.
    private static async Task<Socket> WatchAsync(int port, Task until, string untilTold)
    {
        while (true)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port);
                await socket.SendAsync(Encoding.ASCII.GetBytes(
                    $"GET /ws HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n"));
                Assert.Contains(untilTold, await ReadAsync(socket, untilTold), StringComparison.Ordinal);
                return socket;
            }
            catch (SocketException) when (!until.IsCompleted)
            {
                socket.Dispose();
                await Task.Delay(10);
            }
        }
    }

    // What comes until a word is in it, or the end.
    private static async Task<string> ReadAsync(Socket socket, string word)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var text = new StringBuilder();
        byte[] buffer = new byte[1 << 16];
        while (!text.ToString().Contains(word, StringComparison.Ordinal) && await socket.ReceiveAsync(buffer, patience.Token) is > 0 and int count)
        {
            text.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return text.ToString();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Pauses, steps and resumes as often as the training lasts.
    private static async Task WatchAsync(int port, Task training)
    {
        using ClientWebSocket socket = await ConnectAsync(port, training);
        int paused = 0;
        try
        {
            while (!training.IsCompleted)
            {
                await SendAsync(socket, """{"type":"pause"}""");
                await WaitForAsync(socket, "training_status");
                paused++;
                await SendAsync(socket, """{"type":"step","count":5}""");
                await WaitForAsync(socket, "state_update");
                await SendAsync(socket, """{"type":"resume"}""");
                await WaitForAsync(socket, "training_status");
                await Task.Delay(50);
            }
        }
        catch (Exception e) when (e is WebSocketException or EndOfStreamException)
        {
            // The training is over.
        }

        Assert.True(paused > 0);
    }

    private static async Task<ClientWebSocket> ConnectAsync(int port, Task until)
    {
        while (true)
        {
            var socket = new ClientWebSocket();
            try
            {
                await socket.ConnectAsync(new Uri($"ws://127.0.0.1:{port}/ws"), CancellationToken.None);
                return socket;
            }
            catch (WebSocketException) when (!until.IsCompleted)
            {
                socket.Dispose();
                await Task.Delay(10);
            }
        }
    }

    private static Task SendAsync(ClientWebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);

    private static async Task<JsonElement> WaitForAsync(ClientWebSocket socket, string type)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        byte[] buffer = new byte[1 << 20];
        while (true)
        {
            int length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), patience.Token);
                length += received.Count;
            }
            while (!received.EndOfMessage);

            if (received.MessageType == WebSocketMessageType.Close)
            {
                throw new EndOfStreamException();
            }

            JsonElement message = JsonDocument.Parse(buffer.AsMemory(0, length)).RootElement.Clone();
            if (message.GetProperty("type").GetString() == type)
            {
                return message;
            }
        }
    }
}
