namespace Hamlet.Generators.Tests.Shared;

public class NamingTests
{
    [Theory]
    [InlineData("Gamma", "gamma")]
    [InlineData("LearningRate", "learning_rate")]
    [InlineData("NumEnvs", "num_envs")]
    [InlineData("Beta1", "beta1")]
    [InlineData("L1Loss", "l1_loss")]
    [InlineData("UseHTTPProxy", "use_http_proxy")]
    [InlineData("Level_Two", "level_two")]
    [InlineData("ID", "id")]
    public void SnakeCaseBreaksAtWordsAndAcronyms(string name, string snake) => Assert.Equal(snake, Naming.SnakeCase(name));

    [Theory]
    [InlineData("event", "@event")]
    [InlineData("value", "value")]
    public void KeywordsAreEscaped(string name, string identifier) => Assert.Equal(identifier, Naming.Identifier(name));
}
