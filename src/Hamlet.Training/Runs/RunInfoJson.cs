using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Hamlet.Training.Runs;

/// <summary>How <see cref="RunInfo"/> is written, without reflection.</summary>
[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RunInfo))]
internal sealed partial class RunInfoJson : JsonSerializerContext
{
    /// <summary>A person reads the file: a plus is a plus, not an escape of one. No browser ever does.</summary>
    // Made when asked for: the generated half's own statics may be initialised after these.
    public static RunInfoJson Readable =>
        field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
