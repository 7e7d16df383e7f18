using Hamlet.Curricula;
using Hamlet.Plugins;

namespace Hamlet;

/// <summary>Makes a class a curriculum: <c>curriculum: { type: NAME }</c>.</summary>
[AttributeUsage(AttributeTargets.Class)]
[SectionKeys("type")]
public sealed class CurriculumAttribute(string name) : PluginAttribute<ICurriculum, CurriculumContext>(name);
