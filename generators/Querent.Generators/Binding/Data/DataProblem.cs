using Querent.Generators.Data;

namespace Querent.Generators.Binding.Data;

/// <summary>What is wrong with a value, whatever it is part of.</summary>
/// <param name="Fault">The kind of mistake, from which its family takes the rule.</param>
/// <param name="Span">Where in the text.</param>
/// <param name="Arguments">The message's arguments.</param>
internal sealed record DataProblem(DataFault Fault, DataSpan Span, params string[] Arguments);

/// <summary>Kinds of mistakes in data.</summary>
internal enum DataFault
{
    /// <summary>A value that its type does not take. Arguments: the value's name, the reason.</summary>
    Value,

    /// <summary>A property that the type does not have. Arguments: the type, the property, what was meant.</summary>
    UnknownProperty,

    /// <summary>A property that is not there. Arguments: the object's name, the property, what needs it.</summary>
    MissingProperty,
}

/// <summary>Which properties an object needs.</summary>
internal enum DataStrictness
{
    /// <summary>All that a schema has, as an answer: what has no value is null.</summary>
    Answer,

    /// <summary>Those without which the type cannot be made.</summary>
    Value,
}
