using System.Reflection;
using Hamlet.Configuration;
using Hamlet.Plugins;
using Hamlet.Training.Experiments;

namespace Hamlet.Tests.Plugins;

/// <summary>What the compiler refuses as the key of a plugin's option is what the framework reads beside it.</summary>
public sealed class SectionKeysTests
{
    [Fact]
    public void OfAnAgent() => Same<AlgorithmAttribute>(SectionBinder.SchemaOf<AgentHostOptions>(), "exploration", "wrappers", "intrinsic", "curriculum");

    [Fact]
    public void OfAnEnvironment() => Same<EnvironmentAttribute>(SectionBinder.SchemaOf<EnvironmentHostOptions>(), "wrappers");

    [Fact]
    public void OfABackend() => Same<BackendAttribute>(SectionBinder.SchemaOf<BackendHostOptions>());

    [Fact]
    public void OfWhatIsSelectedByItsType()
    {
        OptionsSchema selection = SectionBinder.SchemaOf<SelectionOptions>();
        Same<ExplorationAttribute>(selection);
        Same<IntrinsicAttribute>(selection);
        Same<CurriculumAttribute>(selection);
        Same<WrapperAttribute>(selection);
        Same<CallbackAttribute>(selection);
    }

    private static void Same<TAttribute>(OptionsSchema schema, params string[] more) => Assert.Equal(
        [.. schema.Names.Concat(more).Order(StringComparer.Ordinal)],
        typeof(TAttribute).GetCustomAttribute<SectionKeysAttribute>()!.Keys.Order(StringComparer.Ordinal));
}
