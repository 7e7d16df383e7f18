using Hamlet.Metrics;
using Hamlet.Outputs.TensorBoard;
using Hamlet.State;
using Hamlet.Formats.EventFiles.Protos;
using Hamlet.Tests.Outputs.Support;

namespace Hamlet.Tests.Outputs.TensorBoard;

public sealed class TensorBoardResumeTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void ResumeCutsTheOldFileBackAndGoesOnInANewOne()
    {
        StateTree state;
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            var feed = new SinkFeed(sink);
            Write(feed, 1, 60);
            state = StateTree.Save(sink);
            Write(feed, 61, 90);
        }

        string old = _directory.EventFiles().Single();
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            state.Load(sink);
            Write(new SinkFeed(sink), 61, 100);
            Assert.Equal(0, sink.Refused);
        }

        string[] files = _directory.EventFiles();
        Assert.Equal([old], files[..^1]);
        Assert.Equal(Enumerable.Range(1, 60).Select(step => (long)step), Steps(files[0]));
        Assert.Equal(Enumerable.Range(61, 40).Select(step => (long)step), Steps(files[1]));
        Assert.Equal(61, Session(files[1]));
    }

    [Fact]
    public void SessionStartsBehindWhateverWasKeptOnAnyAxis()
    {
        StateTree state;
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            var feed = new SinkFeed(sink);
            feed.Write<Shapes.One>(new MetricAxes(5_000, 2), 1f);
            feed.Write<Shapes.Episode>(new MetricAxes(5_000, 2), 1f, null);
            state = StateTree.Save(sink);
        }

        using (TensorBoardSink sink = _directory.TensorBoard(firstStep: 4_000))
        {
            state.Load(sink);
            new SinkFeed(sink).Write<Shapes.One>(new MetricAxes(5_001, 2), 1f);
        }

        Assert.Equal(5_001, Session(_directory.EventFiles()[^1]));
    }

    [Fact]
    public void SecondResumeFromTheSameStateDropsTheFileOfTheFirst()
    {
        StateTree state;
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            Write(new SinkFeed(sink), 1, 10);
            state = StateTree.Save(sink);
        }

        for (int attempt = 0; attempt < 3; attempt++)
        {
            using TensorBoardSink sink = _directory.TensorBoard();
            state.Load(sink);
            Write(new SinkFeed(sink), 11, 12 + attempt);
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14], _directory.EventFiles().SelectMany(Steps));
        Assert.Equal(2, _directory.EventFiles().Length);
    }

    [Fact]
    public void StateSavedBeforeTheFirstRecordOfAResumedProcessStillKnowsTheOldFile()
    {
        StateTree first;
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            Write(new SinkFeed(sink), 1, 3);
            first = StateTree.Save(sink);
            Write(new SinkFeed(sink), 4, 5);
        }

        StateTree second;
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            first.Load(sink);
            second = StateTree.Save(sink);
            Write(new SinkFeed(sink), 4, 9);
        }

        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            second.Load(sink);
        }

        Assert.Equal([1, 2, 3], _directory.EventFiles().SelectMany(Steps));
    }

    [Fact]
    public void GoingBackWithinAProcessStartsANewFileToo()
    {
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            Write(new SinkFeed(sink), 1, 5);
            StateTree state = StateTree.Save(sink);
            Write(new SinkFeed(sink), 6, 8);
            state.Load(sink);
            Write(new SinkFeed(sink), 6, 7);
            Assert.Equal(0, sink.Refused);
        }

        string[] files = _directory.EventFiles();
        Assert.Equal([1, 2, 3, 4, 5, 6, 7], files.SelectMany(Steps));
        Assert.Equal((0L, 6L), (Session(files[0]), Session(files[1])));
    }

    [Fact]
    public void FileKilledAnywhereKeepsEveryWholeRecordBeforeTheCutAndTheResumeGoesOnBesideIt()
    {
        using (TensorBoardSink sink = _directory.TensorBoard())
        {
            Write(new SinkFeed(sink), 1, 40);
        }

        string old = _directory.EventFiles().Single();
        byte[] whole = File.ReadAllBytes(old);
        var random = new Random(5);
        for (int i = 0; i < 20; i++)
        {
            File.WriteAllBytes(old, whole[..random.Next(whole.Length)]);
            int left = Steps(old).Count();
            using (TensorBoardSink sink = _directory.TensorBoard(firstStep: left + 1))
            {
                Write(new SinkFeed(sink), left + 1, 45);
            }

            string[] files = _directory.EventFiles();
            Assert.Equal(Enumerable.Range(1, 45).Select(step => (long)step), files.SelectMany(Steps));
            Assert.Equal(left + 1, Session(files[1]));
            File.Delete(files[1]);
        }
    }

    [Theory]
    [InlineData("../events.out.tfevents.1.a.1.0")]
    [InlineData("metrics.db")]
    public void StateThatNamesAnotherFileIsRefused(string name)
    {
        using TensorBoardSink sink = _directory.TensorBoard();
        var state = new StateTree();
        var writer = new StateWriter(state);
        writer.Write("file", name);
        writer.Write("length", 0L);
        writer.Write("greatest_step", 0L);

        Assert.Throws<StateException>(() => state.Load(sink));
    }

    private static void Write(SinkFeed feed, long first, long last)
    {
        for (long step = first; step <= last; step++)
        {
            feed.Write<Shapes.One>(new MetricAxes(step), (float)step);
        }
    }

    private static IEnumerable<long> Steps(string path) => EventFileReader.Values(path).Select(value => value.Step);

    private static long Session(string path)
    {
        Event second = EventFileReader.Read(path)[1];
        Assert.Equal(SessionLog.Types.Status.Start, second.SessionLog.Status);
        return second.Step;
    }
}
