namespace Hamlet.Generators.Metrics;

/// <summary>A metric record.</summary>
/// <param name="Type">Its declaration.</param>
/// <param name="Name">The name of its table.</param>
/// <param name="Axis">The member of <c>MetricAxis</c>.</param>
/// <param name="IsClocked">Whether its values depend on the clock.</param>
/// <param name="Description">Its doc comment.</param>
/// <param name="Step">The property that is the step.</param>
/// <param name="Episode">The property that is the episode, if there is one.</param>
/// <param name="Agent">The property that is the agent, if there is one.</param>
/// <param name="TagParts">The run-time parts of its tags.</param>
/// <param name="Fields">The metrics.</param>
/// <param name="Experimental">The ids by which the compiler warns of what it uses.</param>
internal sealed record MetricsModel(
    TypeDeclaration Type,
    string Name,
    string Axis,
    bool IsClocked,
    string Description,
    string Step,
    string? Episode,
    string? Agent,
    EquatableArray<MetricsTagPart> TagParts,
    EquatableArray<MetricsField> Fields,
    EquatableArray<string> Experimental);
