using Hamlet.Generators.Configuration;
using Hamlet.Generators.Tests.Testing;

namespace Hamlet.Generators.Tests.Configuration;

public class OptionsGeneratorTests
{
    private const string Usings = """
        using System.Collections.Generic;
        using Hamlet;
        using Hamlet.Configuration;

        """;

    [Fact]
    public Task EveryTypeOfOptionHasItsCodec() => Snapshot.Matches(Run("""
        namespace Sample;

        public enum Speed { Walk, RunFast = 7 }

        /// <summary>Everything an <see cref="OptionKind"/> can be,
        /// on two lines.</summary>
        [Options]
        public sealed partial record Everything
        {
            /// <summary>A switch. <c>true</c> is best.</summary>
            public bool Switch { get; init; } = true;
            public int Count { get; init; } = 1_000;
            public long Steps { get; set; } = (long)1e6;
            public ulong Seed { get; init; }
            public float Rate { get; init; } = 1e-3f;
            public double Tiny { get; init; } = 1e-8;
            public string Name { get; init; } = "a \"name\"";
            public Speed Speed { get; init; } = Speed.RunFast;
            public int? MaybeCount { get; init; }
            public Speed? MaybeSpeed { get; init; } = Speed.Walk;
            public string? MaybeName { get; init; }
            public IReadOnlyList<int> Hidden { get; init; } = [128, 128];
            public IReadOnlyList<Speed> Speeds { get; init; } = [Speed.Walk, Speed.RunFast];
            public IReadOnlyList<IReadOnlyList<double?>>? Grid { get; init; }
            public IReadOnlyDictionary<string, float> Weights { get; init; } = new Dictionary<string, float>();
            public IReadOnlyDictionary<string, IReadOnlyList<string>> Groups { get; init; } =
                new Dictionary<string, IReadOnlyList<string>>();
        }
        """));

    [Fact]
    public Task AttributesSayMoreOfAnOption() => Snapshot.Matches(Run("""
        [Options]
        public sealed partial record Attributed
        {
            [Option("lr", Aliases = ["learning_rate", "step_size"], Unit = "1/step")]
            [Range(0, 1, MinExclusive = true)]
            public required double LearningRate { get; init; }

            [Range(1, double.PositiveInfinity)]
            public IReadOnlyDictionary<string, int> Sizes { get; init; } = new Dictionary<string, int>();

            [OneOf("min", "max")]
            public string Mode { get; init; } = "max";

            [OneOf("a", "b")]
            public IReadOnlyList<string> Letters { get; init; } = ["a"];
        }
        """));

    [Fact]
    public Task RecordsNest() => Snapshot.Matches(Run("""
        namespace Sample;

        [Options]
        public sealed partial record Outer
        {
            public Inner Inner { get; init; } = new();
            public Inner? Maybe { get; init; }
            [Option(FromFile = true)]
            public required Inner File { get; init; }
            [Option(FromFile = true)]
            public IReadOnlyList<Inner> Many { get; init; } = [];
            public NoOptions Nothing { get; init; } = NoOptions.Instance;
            public ConfigSpan Place { get; init; }
        }

        [Options]
        public sealed partial record Inner
        {
            public Outer? Back { get; init; }
        }
        """));

    [Fact]
    public Task InheritedOptionsComeFirst() => Snapshot.Matches(Run("""
        namespace Sample;

        public abstract record Root
        {
            public required string Id { get; init; }
        }

        [Options]
        public partial record Middle : Root
        {
            public virtual double Gamma { get; init; } = 0.9;
            public int Middling { get; init; }
        }

        [Options]
        public sealed partial record Leaf : Middle
        {
            public override double Gamma { get; init; } = 0.99;
            public int Last { get; init; } = -1;
        }
        """));

    [Fact]
    public Task OptionsOfABaseInAnotherAssemblyAreAskedOfIt()
    {
        GeneratorTest library = GeneratorTest.For<OptionsGenerator>(Usings + """
            namespace Library;

            [Options]
            public partial record Given
            {
                /// <summary>Known where it was compiled alone.</summary>
                public int Number { get; init; } = 42;
            }
            """);
        return Snapshot.Matches(GeneratorTest.For<OptionsGenerator>(Usings + """
            namespace Sample;

            [Options]
            public sealed partial record Derived : Library.Given
            {
                public int Own { get; init; }
            }
            """).With(Edits.AddReference(library.Named("Library").ToReference())).Run());
    }

    [Fact]
    public Task NestedGenericAndKeywordNamesAreWrittenAsDeclared() => Snapshot.Matches(Run("""
        namespace Sample.@event
        {
            public partial class Outer<T>
                where T : class, IOptions<T>, new()
            {
                public static partial class Deeper
                {
                    [Options]
                    internal sealed partial record @class
                    {
                        public T Value { get; init; } = new();
                        public int @int { get; init; } = 3;
                    }
                }
            }
        }
        """));

    [Fact]
    public void TwoRecordsOfOneNameDoNotMeet()
    {
        GeneratedCode code = Run("""
            [Options] partial record Same { public int A { get; init; } }
            namespace One { [Options] partial record Same { public int A { get; init; } } }
            namespace Two { [Options] partial record Same { public int A { get; init; } } }
            namespace Two { [Options] partial record Same<T> { public int A { get; init; } } }
            """);
        Assert.Equal(
            ["One.Same.Options.g.cs", "Same.Options.g.cs", "Two.Same-1.Options.g.cs", "Two.Same.Options.g.cs"], code.Files.Keys);
    }

    [Fact]
    public void ANameMayBeOldAndAnOptionOnItsWayOut()
    {
        string code = Run("""
            [Options] public sealed partial record Dated
            {
                [Option("rate", Aliases = ["lr"], OldNames = ["alpha", "step_size"])] public double Rate { get; init; } = 1;
                [System.Obsolete("the device decides")] public bool Fast { get; init; }
                [System.Obsolete] public int Spare { get; init; }
            }
            """).Single;

        Assert.Contains("Aliases = [\"lr\"],\n        OldNames = [\"alpha\", \"step_size\"],", code, StringComparison.Ordinal);
        Assert.Contains("Deprecated = \"the device decides\",", code, StringComparison.Ordinal);
        Assert.Contains("Deprecated = \"\",", code, StringComparison.Ordinal);
    }

    [Fact]
    public void RecordsStandInListsAndMapsAndMayBeGeneric()
    {
        GeneratedCode code = Run("""
            [Options] public sealed partial record Inner { public int A { get; init; } }
            [Options] public sealed partial record Box<T>
                where T : class, IOptions<T>, new()
            {
                public IReadOnlyDictionary<string, T> Map { get; init; } = new Dictionary<string, T>();
                public IReadOnlyList<T>? Maybe { get; init; }
            }
            [Options] public sealed partial record Outer
            {
                public Box<Inner> Box { get; init; } = new();
                public IReadOnlyDictionary<string, IReadOnlyList<Inner?>> Deep { get; init; } = new Dictionary<string, IReadOnlyList<Inner?>>();
            }
            """);

        Assert.Equal(["Box-1.Options.g.cs", "Inner.Options.g.cs", "Outer.Options.g.cs"], code.Files.Keys);
        Assert.Contains("ConfigCodec.Record<global::Box<global::Inner>>()", code.Files["Outer.Options.g.cs"], StringComparison.Ordinal);
    }

    [Fact]
    public void ARecordWithoutOptionsBindsToItsDefaults()
    {
        GeneratedCode code = Run("""
            [Options] public sealed partial record Empty
            {
                public int Computed => 1;
                public static int Shared { get; set; }
            }
            """);
        Assert.DoesNotContain("binder.Get", code.Single, StringComparison.Ordinal);
    }

    private static GeneratedCode Run(string source) => GeneratorTest.For<OptionsGenerator>(Usings + source).Run();
}
