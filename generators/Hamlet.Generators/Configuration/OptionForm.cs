namespace Hamlet.Generators.Configuration;

/// <summary>What the value of an option is in C#.</summary>
internal enum OptionForm
{
    Boolean,
    Int32,
    Int64,
    UInt64,
    Single,
    Double,
    Text,
    Choice,
    Record,
    List,
    Map,
}
