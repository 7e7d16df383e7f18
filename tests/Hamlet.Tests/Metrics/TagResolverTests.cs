using System.Runtime.InteropServices;
using System.Text;
using Hamlet.Metrics;

namespace Hamlet.Tests.Metrics;

public sealed class TagResolverTests
{
    private static readonly MetricSchema s_schema = MetricSchema.Of<NoteMetrics>();

    [Fact]
    public void ACombinationHasOneObjectWhoseNumberIsItsOwn()
    {
        var resolver = new TagResolver(new MetricAgents(["a", "b"]));
        MetricTags first = resolver.Resolve(s_schema, 0, Body("eval", "town"));
        MetricTags[] others =
        [
            resolver.Resolve(s_schema, 1, Body("eval", "town")),
            resolver.Resolve(s_schema, -1, Body("eval", "town")),
            resolver.Resolve(s_schema, 0, Body("town", "eval")),
            resolver.Resolve(MetricSchema.Of<LossMetrics>(), 0, Body("eval", "town")),
        ];

        Assert.Same(first, resolver.Resolve(s_schema, 0, Body("eval", "town")));
        Assert.Equal([0, 1, 2, 3, 4], [first.Id, .. others.Select(tags => tags.Id)]);
        Assert.Equal("a/eval/town/Note", Encoding.UTF8.GetString(first.Full[0]));
        Assert.Equal("eval/town/Note", Encoding.UTF8.GetString(first.Plain[0]));
    }

    [Fact]
    public void AKnownCombinationIsFoundWithoutAllocating()
    {
        var resolver = new TagResolver(MetricAgents.Single);
        byte[] body = Body("eval", "known");
        resolver.Resolve(s_schema, 0, body);
        int sum = 0;
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            sum += resolver.Resolve(s_schema, 0, body).Full.Count;
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(1000, sum);
    }

    [Fact]
    public void AHundredThousandCombinationsStayApart()
    {
        var resolver = new TagResolver(MetricAgents.Single);
        byte[][] bodies = [.. Enumerable.Range(0, 100_000).Select(i => Body("many", $"tag{i}"))];
        for (int round = 0; round < 2; round++)
        {
            for (int i = 0; i < bodies.Length; i++)
            {
                MetricTags tags = resolver.Resolve(s_schema, 0, bodies[i]);
                Assert.Equal(i, tags.Id);
                Assert.Equal($"many/tag{i}/Note", Encoding.UTF8.GetString(tags.Full[0]));
            }
        }
    }

    private static byte[] Body(string phase, string name) =>
        MemoryMarshal.AsBytes<int>(new[] { TagName.Intern(phase).Id, TagName.Intern(name).Id }).ToArray();
}
