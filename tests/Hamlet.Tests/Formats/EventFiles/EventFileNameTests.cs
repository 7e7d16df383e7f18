using Hamlet.Formats.EventFiles;

namespace Hamlet.Tests.Formats.EventFiles;

public sealed class EventFileNameTests
{
    [Fact]
    public void FirstNameSaysTimeHostAndProcess() =>
        Assert.Equal("events.out.tfevents.1760000000.box.42.000000", EventFileName.Next([], 1_760_000_000, "box", 42));

    [Fact]
    public void RestartsWithinASecondByAnyProcessSortInOrder()
    {
        List<string> names = [];
        foreach ((string host, int process) in ((string, int)[])[("box", 99), ("box", 100), ("alpha", 7), ("box", 99), ("box", 99)])
        {
            names.Add(EventFileName.Next(names, 1_760_000_000, host, process));
        }

        Assert.Equal(names.Order(StringComparer.Ordinal), names);
        Assert.Equal(names.Count, names.Distinct().Count());
    }

    [Fact]
    public void TheTenthFileOfAProcessSortsAfterItsNinth()
    {
        List<string> names = [];
        for (int i = 0; i < 12; i++)
        {
            names.Add(EventFileName.Next(names, 1_760_000_000, "box", 42));
        }

        Assert.Equal("events.out.tfevents.1760000000.box.42.000011", names[^1]);
        Assert.Equal(names.Order(StringComparer.Ordinal), names);
    }

    [Fact]
    public void ClockSetBackStillGivesALaterName()
    {
        string later = EventFileName.Next(["events.out.tfevents.1760000100.box.42.000000"], 1_760_000_000, "box", 43);
        Assert.Equal("events.out.tfevents.1760000101.box.43.000000", later);
    }

    [Fact]
    public void FilesOfOthersDoNotConfuse()
    {
        string[] existing = ["metrics.db", "zzz.tfevents", "events.out.tfevents.x", "events.out.tfevents.1760000000.box.42.v2"];
        Assert.Equal("events.out.tfevents.1760000001.box.42.000000", EventFileName.Next(existing, 1_760_000_000, "box", 42));
    }

    [Theory]
    [InlineData("", "localhost")]
    [InlineData("a/b:c d", "a_b_c_d")]
    public void HostIsMadeFitForAFileName(string host, string expected) =>
        Assert.Equal($"events.out.tfevents.0000000009.{expected}.1.000000", EventFileName.Next([], 9, host, 1));
}
