using System.Buffers;
using System.Text.Json;

namespace Querent;

// Text that is compared and never kept: names of properties, members of enums. None of it is made a string.
public ref partial struct AnswerReader
{
    /// <summary>Reads a member of an enum.</summary>
    /// <typeparam name="T">The enum.</typeparam>
    /// <param name="members">Its members.</param>
    public readonly T ReadEnum<T>(AnswerEnum<T> members)
        where T : struct, Enum
    {
        ArgumentNullException.ThrowIfNull(members);
        Expect(JsonTokenType.String, "a string");
        int member = _json.ValueIsEscaped ? FindEscaped(members.Names) : members.Names.Find(_json.ValueSpan);
        return member >= 0 ? members[member] : throw RefuseText("enum", $"Expected one of {members.Names}.");
    }

    // Of a property's name or a string.
    private readonly bool TextIs(ReadOnlySpan<byte> text)
    {
        if (!_json.ValueIsEscaped)
        {
            return _json.ValueSpan.SequenceEqual(text);
        }

        try
        {
            return _json.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
    }

    private readonly int FindEscaped(AnswerNames names)
    {
        int length = _json.ValueSpan.Length;
        byte[]? rented = length > MostEscaped ? ArrayPool<byte>.Shared.Rent(length) : null;
        Span<byte> text = rented ?? stackalloc byte[MostEscaped];
        try
        {
            return names.Find(text[.._json.CopyString(text)]);
        }
        catch (InvalidOperationException)
        {
            throw NotUnicode();
        }
        finally
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }
        }
    }
}
