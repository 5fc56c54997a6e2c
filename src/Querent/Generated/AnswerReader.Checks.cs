using System.ComponentModel.DataAnnotations;

namespace Querent;

// The checks that answers' own types make.
public ref partial struct AnswerReader
{
    /// <summary>Lets a value that was just read check itself, the parts that it holds having done so before.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value, on whose last token the reader stands.</param>
    /// <param name="nameOf">The names that the type's properties have in JSON; null for what is none of them.</param>
    public readonly T Checked<T>(T value, Func<string, string?> nameOf)
        where T : IValidatableObject
    {
        if (OwnCheck.Of(value) is not { } result)
        {
            return value;
        }

        string? member = result.MemberNames.Select(nameOf).FirstOrDefault(name => name is not null);
        string path = AnswerPath.Of(_content, _json.TokenStartIndex);
        throw new AnswerException(member is null ? path : $"{path}.{member}", "check", $"The check of '{typeof(T).Name}' refused it.")
        {
            CheckMessage = result.ErrorMessage,
        };
    }
}
