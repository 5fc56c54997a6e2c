namespace Querent;

/// <summary>The members of an enum by their names in an answer. Made by generated code.</summary>
/// <typeparam name="T">The enum.</typeparam>
public sealed class AnswerEnum<T>
    where T : struct, Enum
{
    private readonly T[] _values;

    /// <summary>Creates the list.</summary>
    /// <param name="members">The members, each with its name.</param>
    public AnswerEnum(params (string Name, T Value)[] members)
    {
        ArgumentNullException.ThrowIfNull(members);
        Names = new AnswerNames(Array.ConvertAll(members, member => member.Name));
        _values = Array.ConvertAll(members, member => member.Value);
    }

    /// <summary>The names.</summary>
    internal AnswerNames Names { get; }

    /// <summary>A member by the place of its name.</summary>
    internal T this[int place] => _values[place];
}
