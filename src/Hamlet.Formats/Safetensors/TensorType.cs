namespace Hamlet.Formats.Safetensors;

/// <summary>The types of elements whose size is whole bytes, in the order in which safetensors lays tensors out from the last to the first.</summary>
internal enum TensorType
{
    /// <summary>A switch, one byte that is 0 or 1.</summary>
    Bool,

    /// <summary>An unsigned byte.</summary>
    U8,

    /// <summary>A signed byte.</summary>
    I8,

    /// <summary>A signed number of 16 bits.</summary>
    I16,

    /// <summary>An unsigned number of 16 bits.</summary>
    U16,

    /// <summary>Half precision.</summary>
    F16,

    /// <summary>The upper half of a single.</summary>
    BF16,

    /// <summary>A signed number of 32 bits.</summary>
    I32,

    /// <summary>An unsigned number of 32 bits.</summary>
    U32,

    /// <summary>Single precision.</summary>
    F32,

    /// <summary>Double precision.</summary>
    F64,

    /// <summary>A signed number of 64 bits.</summary>
    I64,

    /// <summary>An unsigned number of 64 bits.</summary>
    U64,
}
