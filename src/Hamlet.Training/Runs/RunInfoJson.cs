using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hamlet.Training.Runs;

/// <summary>How <see cref="RunInfo"/> is written, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunInfo))]
internal sealed partial class RunInfoJson : JsonSerializerContext;
