using Hamlet.State;

namespace Hamlet.Tests.State;

public sealed class StateTreeTests
{
    [Fact]
    public void WhatIsSavedIsLoaded()
    {
        var part = new Part { Number = 3, Values = [1.5f, float.NaN, -0f], Flags = [true, false], Inner = new Part { Number = 4 } };

        var loaded = new Part { Values = new float[3], Flags = new bool[2], Inner = new Part() };
        StateTree.Save(part).Load(loaded);

        Assert.Equal(3, loaded.Number);
        Assert.Equal(part.Values.Select(BitConverter.SingleToInt32Bits), loaded.Values.Select(BitConverter.SingleToInt32Bits));
        Assert.Equal(part.Flags, loaded.Flags);
        Assert.Equal(4, loaded.Inner!.Number);
    }

    [Fact]
    public void ASavedStateIsACopy()
    {
        var part = new Part { Values = [1] };
        StateTree tree = StateTree.Save(part);

        part.Values[0] = 2;

        var loaded = new Part { Values = new float[1] };
        tree.Load(loaded);
        Assert.Equal(1, loaded.Values[0]);
    }

    [Fact]
    public void WhatDoesNotFitIsNamed()
    {
        StateTree tree = StateTree.Save(new Part { Inner = new Part { Values = [1, 2] } });

        var e = Assert.Throws<StateException>(() => tree.Load(new Part { Inner = new Part { Values = new float[3] } }));

        Assert.Equal("'inner/values' has 2 values, 3 are needed.", e.Message);
    }

    [Fact]
    public void WhetherReplayIsKeptReachesEveryPart()
    {
        var part = new Part { Inner = new Part { Replay = [1, 2] }, Replay = [3] };

        StateTree tree = StateTree.Save(part, replay: false);

        Assert.Empty((float[])tree.Values["replay"]);
        Assert.Empty((float[])tree.Children["inner"].Values["replay"]);
        Assert.Equal([1, 2], (float[])StateTree.Save(part).Children["inner"].Values["replay"]);
    }

    [Fact]
    public void AnArrayOfAnotherTypeHasNoPlace() =>
        Assert.Throws<ArgumentException>(() => new StateWriter(new StateTree()).Write<short>("x", [1]));

    private sealed class Part : IStateful
    {
        public long Number { get; set; }

        public float[] Values { get; init; } = [];

        public bool[] Flags { get; init; } = [];

        public float[] Replay { get; init; } = [];

        public Part? Inner { get; init; }

        public void SaveState(StateWriter writer)
        {
            writer.Write("number", Number);
            writer.Write<float>("replay", writer.KeepsReplay ? Replay : []);
            writer.Write<float>("values", Values);
            writer.Write("flags", Flags);
            if (Inner is not null)
            {
                writer.Write("inner", Inner);
            }
        }

        public void LoadState(StateReader reader)
        {
            Number = reader.ReadInt64("number");
            reader.Read("values", Values.AsSpan());
            reader.Read("flags", Flags.AsSpan());
            if (Inner is not null)
            {
                reader.Read("inner", Inner);
            }
        }
    }
}
