using Hamlet.Configuration;

namespace Hamlet.Tests.Configuration;

public class OptionsSchemaTests
{
    private static readonly OptionsSchema s_schema = OptionsSchema.Of<SampleOptions>();

    [Fact]
    public void ItHasNameAndDescriptionOfTheRecord() =>
        Assert.Equal(("SampleOptions", "One option of each type."), (s_schema.Name, s_schema.Description));

    [Fact]
    public void KeysStandInTheOrderOfDeclarationInheritedOnesFirst() => Assert.Equal(
        [
            "name", "loud", "count", "steps", "seed", "rate", "gamma", "gait", "mode", "limit", "note", "hidden", "gaits", "part", "spare",
            "filed",
        ],
        s_schema.Keys.Select(static k => k.Name));

    [Theory]
    [InlineData("name", OptionKind.Text, null)]
    [InlineData("loud", OptionKind.Boolean, "true")]
    [InlineData("count", OptionKind.Integer, "10")]
    [InlineData("steps", OptionKind.Integer, "1000000")]
    [InlineData("seed", OptionKind.Integer, "18446744073709551615")]
    [InlineData("rate", OptionKind.Number, "0.001")]
    [InlineData("gait", OptionKind.Choice, "run_fast")]
    [InlineData("mode", OptionKind.Text, "max")]
    [InlineData("limit", OptionKind.Integer, "null")]
    [InlineData("hidden", OptionKind.List, "[64, 64]")]
    [InlineData("gaits", OptionKind.Map, "{}")]
    [InlineData("part", OptionKind.Record, null)]
    [InlineData("spare", OptionKind.Record, "null")]
    public void AKeyHasKindAndDefault(string name, OptionKind kind, string? defaultText) =>
        Assert.Equal((kind, defaultText), (Key(name).Kind, Key(name).Default));

    [Fact]
    public void ARequiredOptionSaysSo() => Assert.True(Key("name").Required && !Key("count").Required);

    [Fact]
    public void ARangeHoldsForItems()
    {
        OptionKey item = Key("hidden").Item!;
        Assert.Equal((OptionKind.Integer, 1.0, 512.0), (item.Kind, item.Min, item.Max));
        Assert.Equal((0.0, true, 1.0, false), (Key("rate").Min, Key("rate").MinExclusive, Key("rate").Max, Key("rate").MaxExclusive));
    }

    [Fact]
    public void WordsAreThoseOfTheEnumOrOfTheAttribute()
    {
        Assert.Equal(["walk", "run_fast"], Key("gait").Choices);
        Assert.Equal(["walk", "run_fast"], Key("gaits").Item!.Choices);
        Assert.Equal(["min", "max"], Key("mode").Choices);
    }

    [Fact]
    public void ARecordMayNestItself()
    {
        OptionsSchema part = Key("part").Nested!();
        Assert.Same(part, part.Keys.Single(static k => k.Name == "parts").Item!.Nested!());
    }

    [Fact]
    public void AnUnknownKeyIsNotThere() => Assert.Throws<KeyNotFoundException>(static () => s_schema["nmae"]);

    private static OptionKey Key(string name) => s_schema[name];
}
