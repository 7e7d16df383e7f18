namespace Hamlet.Formats.EventFiles;

/// <summary>Field numbers and constants of TensorFlow's event.proto, summary.proto, tensor.proto and tensor_shape.proto.</summary>
internal static class EventFields
{
    public const int EventWallTime = 1;
    public const int EventStep = 2;
    public const int EventFileVersion = 3;
    public const int EventSummary = 5;
    public const int EventSessionLog = 7;
    public const int EventSourceMetadata = 10;

    public const int SourceWriter = 1;
    public const int SessionStatus = 1;
    public const int SessionStart = 1;

    public const int SummaryValue = 1;
    public const int ValueTag = 1;
    public const int ValueTensor = 8;
    public const int ValueMetadata = 9;

    /// <summary>Field 2, a number of 32 bits.</summary>
    public const byte ValueSimpleKey = (2 << 3) | 5;

    public const int MetadataPlugin = 1;
    public const int PluginName = 1;
    public const int PluginContent = 2;

    public const int TensorType = 1;
    public const int TensorShape = 2;
    public const int TensorContent = 4;
    public const int TensorFloats = 5;
    public const int TensorDoubles = 6;
    public const int TensorIntegers = 7;
    public const int TensorStrings = 8;
    public const int TensorLongs = 10;
    public const int ShapeDimension = 2;
    public const int DimensionSize = 1;

    public const int TypeFloat = 1;
    public const int TypeDouble = 2;
    public const int TypeInteger = 3;
    public const int TypeString = 7;
    public const int TypeLong = 9;
    public const int TypeBoolean = 10;
}
