namespace Querent.Emulator;

/// <summary>The JSON type that a parameter takes.</summary>
internal enum ParameterKind
{
    Any,
    Integer,
    Number,
    Boolean,
    String,
    Object,
    Array,
}
