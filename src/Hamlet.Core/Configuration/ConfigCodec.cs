namespace Hamlet.Configuration;

/// <summary>The codecs of every type that an option may have. The generated binders compose them.</summary>
public static class ConfigCodec
{
    /// <summary><c>true</c> or <c>false</c>.</summary>
    public static ConfigCodec<bool> Boolean { get; } = new BooleanCodec();

    /// <summary>A whole number of 32 bits.</summary>
    public static ConfigCodec<int> Int32 { get; } = new IntegerCodec<int>();

    /// <summary>A whole number of 64 bits.</summary>
    public static ConfigCodec<long> Int64 { get; } = new IntegerCodec<long>();

    /// <summary>A whole number of 64 bits without sign.</summary>
    public static ConfigCodec<ulong> UInt64 { get; } = new IntegerCodec<ulong>();

    /// <summary>A number in single precision.</summary>
    public static ConfigCodec<float> Single { get; } = new NumberCodec<float>();

    /// <summary>A number in double precision.</summary>
    public static ConfigCodec<double> Double { get; } = new NumberCodec<double>();

    /// <summary>A text, one of the key's choices if it has any.</summary>
    public static ConfigCodec<string> Text { get; } = new TextCodec();

    /// <summary>A word for each value of an enum, in the same order.</summary>
    public static ConfigCodec<T> Choice<T>(IReadOnlyList<string> words, IReadOnlyList<T> values)
        where T : struct, Enum => new ChoiceCodec<T>(words, values);

    /// <summary>A value, or <c>null</c>.</summary>
    public static ConfigCodec<T?> NullableValue<T>(ConfigCodec<T> inner)
        where T : struct => new NullableValueCodec<T>(inner);

    /// <summary>An object, or <c>null</c>.</summary>
    public static ConfigCodec<T?> NullableReference<T>(ConfigCodec<T> inner)
        where T : class => new NullableReferenceCodec<T>(inner);

    /// <summary>A list; a single value stands for a list of one.</summary>
    public static ConfigCodec<IReadOnlyList<T>> List<T>(ConfigCodec<T> item) => new ListCodec<T>(item);

    /// <summary>A map from free names, in the order of the file.</summary>
    public static ConfigCodec<IReadOnlyDictionary<string, T>> Map<T>(ConfigCodec<T> item) => new MapCodec<T>(item);

    /// <summary>A nested options record.</summary>
    public static ConfigCodec<T> Record<T>()
        where T : class, IOptions<T> => new RecordCodec<T>();
}
