using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Querent;

// Objects: properties by their names, and what tells apart the types of a union.
public ref partial struct AnswerReader
{
    /// <summary>Enters an object.</summary>
    public readonly void ReadStartObject() => Expect(JsonTokenType.StartObject, "an object");

    /// <summary>
    /// Moves to the next property's value; false at the end of the object. Refuses a property that the schema does not have
    /// or that is there twice, and an object that ends without one of its properties.
    /// </summary>
    /// <param name="names">The object's properties.</param>
    /// <param name="seen">Those seen so far, a bit each.</param>
    /// <param name="property">The place of the property's name.</param>
    public bool ReadProperty(AnswerNames names, ref ulong seen, out int property)
    {
        ArgumentNullException.ThrowIfNull(names);
        _json.Read();
        if (_json.TokenType == JsonTokenType.EndObject)
        {
            property = -1;
            return seen == names.All ? false : throw Missing(names, seen);
        }

        int likely = 64 - BitOperations.LeadingZeroCount(seen);
        property = _json.ValueIsEscaped ? FindEscaped(names) : names.Find(_json.ValueSpan, likely);
        _json.Read();
        if (property < 0)
        {
            throw Unknown();
        }

        ulong bit = 1UL << property;
        if ((seen & bit) != 0)
        {
            throw Refuse("duplicate", "The property appears twice.");
        }

        seen |= bit;
        return true;
    }

    /// <summary>Leaves an object that has no properties, and refuses any.</summary>
    public void ReadEndObject()
    {
        _json.Read();
        if (_json.TokenType != JsonTokenType.EndObject)
        {
            ExpectName();
            _json.Read();
            throw Unknown();
        }
    }

    /// <summary>
    /// Enters an object that may be of several types, and moves to the value of the property that tells them apart. It has
    /// to be the first, so that the rest is read once.
    /// </summary>
    /// <param name="name">The property's name in UTF-8.</param>
    public void ReadDiscriminator(ReadOnlySpan<byte> name)
    {
        ReadStartObject();
        _json.Read();
        bool isEmpty = _json.TokenType == JsonTokenType.EndObject;
        bool isFound = !isEmpty && TextIs(name);
        if (!isEmpty)
        {
            ExpectName();
            _json.Read();
        }

        if (!isFound)
        {
            string path = isEmpty ? AnswerPath.Of(_content, _json.TokenStartIndex) : AnswerPath.Around(_content, _json.TokenStartIndex);
            throw new AnswerException(path, "union", $"Expected the property '{Encoding.UTF8.GetString(name)}' first, which says what the object is.");
        }
    }

    /// <summary>Whether the value is the number given, for the types of a union.</summary>
    /// <param name="value">The number.</param>
    public bool ValueIs(int value) => _json.TokenType == JsonTokenType.Number && _json.TryGetInt32(out int number) && number == value;

    /// <summary>The refusal of a value that stands for none of a union's types.</summary>
    /// <param name="values">The values that do, for the message.</param>
    public readonly AnswerException NoSuchCase(string values) => RefuseText("union", $"Expected one of {values}.");

    /// <summary>Whether the value is the string given, for the types of a union.</summary>
    /// <param name="value">UTF-8.</param>
    public readonly bool ValueIs(ReadOnlySpan<byte> value) => _json.TokenType == JsonTokenType.String && TextIs(value);

    // A comparison may end before it comes to where escapes make no text.
    private readonly void ExpectName()
    {
        if (_json.ValueIsEscaped && !IsUnicode())
        {
            throw NotUnicode();
        }
    }

    private readonly AnswerException Unknown()
        => AnswerPath.IsFirstAgain(_content, _json.TokenStartIndex)
            ? Refuse("duplicate", "The property appears twice.")
            : new(AnswerPath.Around(_content, _json.TokenStartIndex), "unknown", "The object has a property that the schema does not have.");

    private readonly AnswerException Missing(AnswerNames names, ulong seen)
    {
        string name = names[BitOperations.TrailingZeroCount(~seen)];
        return new AnswerException($"{AnswerPath.Of(_content, _json.TokenStartIndex)}.{name}", "required", $"The required property '{name}' is missing.");
    }
}
