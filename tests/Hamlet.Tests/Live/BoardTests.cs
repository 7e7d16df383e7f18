using System.Net;
using System.Text;
using System.Text.Json;

namespace Hamlet.Tests.Live;

/// <summary>What the board's server answers.</summary>
public sealed class BoardTests : IAsyncLifetime
{
    private readonly BoardRunFiles _files = new();
    private readonly HttpClient _client = new();

    public async Task InitializeAsync() => _client.BaseAddress = await _files.StartAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _files.DisposeAsync();
    }

    [Fact]
    public async Task ItListsRunsAndWhatOthersHaveLogged()
    {
        _files.AddForeign();
        JsonElement[] runs = [.. (await AskAsync("runs")).GetProperty("runs").EnumerateArray()];
        Assert.Equal([BoardRunFiles.Run, "foreign/run"], runs.Select(static r => r.GetProperty("name").GetString()));
        Assert.Equal(("running", 500, 120, 98), (
            runs[0].GetProperty("state").GetString(), runs[0].GetProperty("steps").GetInt32(), runs[0].GetProperty("seconds").GetInt32(), runs[0].GetProperty("best_return").GetInt32()));
        Assert.Equal(JsonValueKind.Null, runs[1].GetProperty("best_return").ValueKind);
        Assert.Equal(["loss"], Tags(await AskAsync("run?run=foreign/run"), "scalar"));
    }

    [Fact]
    public async Task ItTellsWhatARunHas()
    {
        JsonElement run = await AskAsync($"run?run={BoardRunFiles.Run}");
        Assert.Equal(["Episode/Total_Reward", "Training/Loss"], Tags(run, "scalar"));
        Assert.Equal(["Weights/q"], Tags(run, "histogram"));
        Assert.Equal(["Heat"], Tags(run, "image"));
        Assert.Contains("Curriculum/Transition", Tags(run, "text"));
        Assert.Equal("ep3_agent_0.json", Assert.Single(run.GetProperty("replays").EnumerateArray()).GetString());
        Assert.Equal("experiment: { name: town }\n", run.GetProperty("configuration").GetString());
    }

    [Fact]
    public async Task CurvesCanBeDrawnAlongStepsAndEpisodes()
    {
        JsonElement curves = await AskAsync($"curves?run={BoardRunFiles.Run}&tag=Episode/Total_Reward&tag=Training/Loss&tag=Training/None");
        Assert.Equal(2, curves.EnumerateObject().Count());
        JsonElement reward = curves.GetProperty("Episode/Total_Reward");
        Assert.Equal("episode", reward.GetProperty("axis").GetString());
        Assert.Equal(Enumerable.Range(0, 50).Select(static i => 10d * i), Numbers(reward, "step"));
        Assert.Equal(Enumerable.Range(0, 50).Select(static i => (double)i), Numbers(reward, "episode"));
        Assert.Equal(Enumerable.Range(0, 50).Select(static i => 2d * i), Numbers(reward, "value"));
        JsonElement loss = curves.GetProperty("Training/Loss");
        Assert.Equal("step", loss.GetProperty("axis").GetString());
        Assert.Equal(Enumerable.Range(0, 50).Select(static i => (double)i), Numbers(loss, "episode"));
        Assert.Equal(50, Numbers(loss, "time").Count());
    }

    /// <summary>A run that goes on is read on, without a new start.</summary>
    [Fact]
    public async Task WhatIsLoggedMeanwhileAppears()
    {
        string query = $"curves?run={BoardRunFiles.Run}&tag=Training/Loss";
        Assert.Equal(50, Numbers((await AskAsync(query)).GetProperty("Training/Loss"), "value").Count());
        _files.Log.Log("Training/Loss", 7, 1000);
        _files.Log.Flush();
        int count;
        do
        {
            await Task.Delay(50);
            count = Numbers((await AskAsync(query)).GetProperty("Training/Loss"), "value").Count();
        }
        while (count == 50);

        Assert.Equal(51, count);
    }

    [Fact]
    public async Task ItHasHistogramsTextsAndImages()
    {
        JsonElement weights = await AskAsync($"values?run={BoardRunFiles.Run}&tag=Weights/q");
        JsonElement[] values = [.. weights.GetProperty("values").EnumerateArray()];
        Assert.Equal([10, 20], values.Select(static v => v.GetProperty("step").GetInt32()));
        double[] edges = [.. Numbers(values[1], "edges")];
        Assert.Equal((-2, 2), (edges[0], edges[^1]));
        Assert.Equal(4, Numbers(values[1], "counts").Sum());

        JsonElement text = (await AskAsync($"values?run={BoardRunFiles.Run}&tag=Curriculum/Transition")).GetProperty("values")[0];
        Assert.Equal((7, "advance from stage 1 to 2"), (text.GetProperty("step").GetInt32(), text.GetProperty("text").GetString()));

        HttpResponseMessage image = await _client.GetAsync($"api/image?run={BoardRunFiles.Run}&tag=Heat&index=0");
        Assert.Equal("image/png", image.Content.Headers.ContentType!.MediaType);
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await image.Content.ReadAsByteArrayAsync())[..4]);
    }

    [Theory]
    [InlineData("", "all", "town_1.csv")]
    [InlineData("&tag=Training/Loss", "Training/Loss", "Training_Loss.csv")]
    public async Task ScalarsAreDownloadedAsAFile(string query, string tag, string name)
    {
        HttpResponseMessage response = await _client.GetAsync($"api/csv?run={BoardRunFiles.Run}{query}");
        Assert.Equal($"{_files.Path}|{tag}", await response.Content.ReadAsStringAsync());
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(("attachment", name), (response.Content.Headers.ContentDisposition!.DispositionType, response.Content.Headers.ContentDisposition.FileNameStar));
    }

    [Fact]
    public async Task ReplaysAreServedAlsoCompressedOnes()
    {
        string plain = await _client.GetStringAsync($"api/replay?run={BoardRunFiles.Run}&file=ep3_agent_0.json");
        Assert.Equal(3, JsonDocument.Parse(plain).RootElement.GetProperty("scene").GetProperty("width").GetInt32());

        string packed = Path.Combine(_files.Path, "replays", "ep4_agent_0.json.gz");
        await using (var gzip = new System.IO.Compression.GZipStream(File.Create(packed), System.IO.Compression.CompressionLevel.Fastest))
        {
            await gzip.WriteAsync(Encoding.UTF8.GetBytes(plain));
        }

        using var client = new HttpClient(new HttpClientHandler { AutomaticDecompression = DecompressionMethods.GZip }) { BaseAddress = _client.BaseAddress };
        Assert.Equal(plain, await client.GetStringAsync($"api/replay?run={BoardRunFiles.Run}&file=ep4_agent_0.json.gz"));
    }

    /// <summary>Names are looked up in the list of runs and of their files: nothing else on the disk can be named.</summary>
    [Theory]
    [InlineData("run?run=..", "there is no run '..'")]
    [InlineData("run?run=/etc", "there is no run '/etc'")]
    [InlineData("run", "there is no run ''")]
    [InlineData("replay?run=town/1&file=../config.yaml", "the run has no replay '../config.yaml'")]
    [InlineData("values?run=town/1&tag=None", "the run has no 'None'")]
    [InlineData("image?run=town/1&tag=Heat&index=1", "'Heat' has no image 1")]
    [InlineData("image?run=town/1&tag=Heat&index=-1", "'Heat' has no image -1")]
    [InlineData("image?run=town/1&tag=Weights/q&index=0", "'Weights/q' has no image 0")]
    [InlineData("nothing?run=town/1", "there is no 'nothing'")]
    public async Task WhatIsNotThereIsSaid(string query, string reason)
    {
        HttpResponseMessage response = await _client.GetAsync($"api/{query}");
        Assert.Equal((HttpStatusCode.NotFound, reason), (response.StatusCode, await response.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task ADirectoryThatIsGoneIsSaidUntilItIsBack()
    {
        string all = Path.GetFullPath(Path.Combine(_files.Path, "..", ".."));
        await AskAsync("runs");
        Directory.Move(all, all + ".away");

        HttpResponseMessage gone = await _client.GetAsync("api/runs");
        Directory.Move(all + ".away", all);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, gone.StatusCode);
        Assert.EndsWith("is no longer there: put it back, or start hamlet board with another --logdir", await gone.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await AskAsync("runs");
    }

    [Fact]
    public async Task ItOnlyReadsAndAnswersOnlyItsOwnPage()
    {
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await _client.PostAsync("api/runs", null)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _client.GetAsync("ws")).StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "api/runs");
        foreign.Headers.Add("Origin", "http://example.com");
        Assert.Equal(HttpStatusCode.Forbidden, (await _client.SendAsync(foreign)).StatusCode);
        Assert.Contains("<title>Runs", await _client.GetStringAsync(""), StringComparison.Ordinal);
    }

    private async Task<JsonElement> AskAsync(string query) => JsonDocument.Parse(await _client.GetStringAsync($"api/{query}")).RootElement;

    private static IEnumerable<string?> Tags(JsonElement run, string kind) => run.GetProperty("tags").EnumerateArray()
        .Where(t => t.GetProperty("kind").GetString() == kind).Select(static t => t.GetProperty("tag").GetString());

    private static IEnumerable<double> Numbers(JsonElement element, string name) =>
        element.GetProperty(name).EnumerateArray().Select(static v => v.GetDouble());
}
