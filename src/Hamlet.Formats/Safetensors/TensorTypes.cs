namespace Hamlet.Formats.Safetensors;

/// <summary>What is to be known of each <see cref="TensorType"/>.</summary>
internal static class TensorTypes
{
    private static readonly string[] Names = ["BOOL", "U8", "I8", "I16", "U16", "F16", "BF16", "I32", "U32", "F32", "F64", "I64", "U64"];
    private static readonly int[] Sizes = [1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 8, 8, 8];

    /// <summary>The name that a file has for it.</summary>
    public static string Name(this TensorType type) => Names[(int)type];

    /// <summary>The bytes of an element.</summary>
    public static int Size(this TensorType type) => Sizes[(int)type];

    /// <summary>The type of a file's name for it.</summary>
    public static bool TryParse(string name, out TensorType type)
    {
        int index = Array.IndexOf(Names, name);
        type = (TensorType)index;
        return index >= 0;
    }

    /// <summary>The type of a C# type's elements.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static TensorType Of<T>()
        where T : unmanaged => default(T) switch
        {
            bool => TensorType.Bool,
            byte => TensorType.U8,
            sbyte => TensorType.I8,
            short => TensorType.I16,
            ushort => TensorType.U16,
            Half => TensorType.F16,
            int => TensorType.I32,
            uint => TensorType.U32,
            float => TensorType.F32,
            double => TensorType.F64,
            long => TensorType.I64,
            ulong => TensorType.U64,
            _ => throw new ArgumentException($"Safetensors has no type for {typeof(T).Name}.", nameof(T)),
        };
}
