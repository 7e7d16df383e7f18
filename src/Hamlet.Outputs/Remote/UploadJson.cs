using System.Text.Json.Serialization;

namespace Hamlet.Outputs.Remote;

/// <summary>How <see cref="UploadState"/> is written, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(UploadState))]
internal sealed partial class UploadJson : JsonSerializerContext;
