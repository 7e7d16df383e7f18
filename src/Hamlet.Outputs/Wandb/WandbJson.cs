using System.Text.Json.Serialization;

namespace Hamlet.Outputs.Wandb;

/// <summary>How W&amp;B's JSON is read and written, without reflection.</summary>
[JsonSerializable(typeof(long))]
internal sealed partial class WandbJson : JsonSerializerContext;
