using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Querent;

/// <summary>
/// Reads an answer, forward only, and refuses what the schema does not allow with the place and the rule. Used by
/// generated code.
/// </summary>
/// <remarks>
/// The reader stands on a token; each <c>Read</c> method checks that token, takes the value and leaves the reader on
/// the value's last token. Unknown, missing and repeated properties are refused; <c>42.0</c> is an integer.
/// </remarks>
public ref partial struct AnswerReader
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 64;

    private readonly ReadOnlySpan<byte> _content;
    private Utf8JsonReader _json;

    /// <summary>Creates a reader before an answer.</summary>
    /// <param name="content">The answer: UTF-8 JSON.</param>
    public AnswerReader(ReadOnlySpan<byte> content)
    {
        _content = content;
        _json = new Utf8JsonReader(content, new JsonReaderOptions { MaxDepth = MaxDepth });
    }

    /// <summary>Reads the whole answer: one JSON value with nothing after it.</summary>
    /// <typeparam name="T">The answer's type.</typeparam>
    /// <param name="read">Reads the value.</param>
    /// <exception cref="AnswerException">The answer is not JSON or not what <paramref name="read"/> accepts.</exception>
    public T ReadAnswer<T>(AnswerRead<T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        try
        {
            _json.Read();
            T answer = read(ref this);
            _json.Read();   // throws on anything but white space
            return answer;
        }
        catch (JsonException exception)
        {
            throw new AnswerException(
                AnswerPath.Around(_content, _json.BytesConsumed),
                "json",
                $"The answer is not JSON at byte {exception.BytePositionInLine ?? _json.BytesConsumed} of line {(exception.LineNumber ?? 0) + 1}.");
        }
    }

    /// <summary>Enters an array.</summary>
    public readonly void ReadStartArray() => Expect(JsonTokenType.StartArray, "an array");

    /// <summary>Moves to the next element; false at the end of the array.</summary>
    public bool ReadElement()
    {
        _json.Read();
        return _json.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Whether the value is null.</summary>
    public readonly bool IsNull => _json.TokenType == JsonTokenType.Null;

    /// <summary>Reads a string.</summary>
    public string ReadString()
    {
        Expect(JsonTokenType.String, "a string");
        try
        {
            return _json.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // The JSON reader refuses half of a surrogate pair only when the text is asked for.
            throw NotUnicode();
        }
    }

    /// <summary>Reads a boolean.</summary>
    public readonly bool ReadBoolean() => _json.TokenType switch
    {
        JsonTokenType.True => true,
        JsonTokenType.False => false,
        _ => throw NotA("a boolean"),
    };

    /// <summary>Reads an integer of the type given; <c>42.0</c> and <c>4.2e1</c> count, fractions and overflow do not.</summary>
    /// <typeparam name="T">The integer's type.</typeparam>
    public T ReadInteger<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
    {
        if (_json.TokenType != JsonTokenType.Number)
        {
            throw NotA("an integer");
        }

        if (Utf8Parser.TryParse(_json.ValueSpan, out long value, out int consumed) && consumed == _json.ValueSpan.Length)
        {
            return InRange<T, long>(value);
        }

        return JsonInteger.TryRead(_json.ValueSpan, out Int128 number) ? InRange<T, Int128>(number) : throw NotA("an integer");
    }

    /// <summary>Reads a floating-point number; one too large for the type is refused.</summary>
    /// <typeparam name="T">The number's type.</typeparam>
    public T ReadFloat<T>()
        where T : struct, IFloatingPointIeee754<T>
    {
        Expect(JsonTokenType.Number, "a number");
        return T.TryParse(_json.ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) && T.IsFinite(value)
            ? value
            : throw Refuse("range", $"The number does not fit a {typeof(T).Name}.");
    }

    /// <summary>Reads a decimal number; one too large for the type is refused.</summary>
    public decimal ReadDecimal()
    {
        Expect(JsonTokenType.Number, "a number");
        return _json.TryGetDecimal(out decimal value) ? value : throw Refuse("range", "The number does not fit a Decimal.");
    }

    /// <summary>Refuses a value outside of its range.</summary>
    /// <typeparam name="T">The value's type.</typeparam>
    /// <param name="value">The value just read.</param>
    /// <param name="minimum">The least allowed.</param>
    /// <param name="maximum">The greatest allowed.</param>
    public readonly T InRange<T>(T value, T minimum, T maximum)
        where T : IComparable<T>, IFormattable
        => Compare(value, minimum) >= 0 && Compare(value, maximum) <= 0
            ? value
            : throw Refuse("range", string.Create(CultureInfo.InvariantCulture, $"Expected a value from {minimum} to {maximum}."));

    private readonly T InRange<T, TNumber>(TNumber number)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
        where TNumber : struct, INumber<TNumber>
    {
        T value = T.CreateSaturating(number);
        return TNumber.CreateSaturating(value) == number ? value : throw Refuse("range", $"Expected an integer from {T.MinValue} to {T.MaxValue}.");
    }

    private readonly void Expect(JsonTokenType type, string expected)
    {
        if (_json.TokenType != type)
        {
            throw NotA(expected);
        }
    }

    // A name that is none has no place in the path.
    private readonly AnswerException NotUnicode() => _json.TokenType == JsonTokenType.PropertyName
        ? new AnswerException(AnswerPath.Around(_content, _json.TokenStartIndex), "json", "A property's name is not valid Unicode.")
        : Refuse("json", "The string is not valid Unicode.");

    // Before the text can be said to be the wrong one, it has to be text.
    private readonly AnswerException RefuseText(string rule, string message)
        => _json.TokenType == JsonTokenType.String && !IsUnicode() ? NotUnicode() : Refuse(rule, message);

    private readonly bool IsUnicode()
    {
        try
        {
            _ = _json.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private readonly AnswerException NotA(string expected) => Refuse("type", $"Expected {expected}, found {Describe(_json.TokenType)}.");

    private readonly AnswerException Refuse(string rule, string message)
        => new(AnswerPath.Of(_content, _json.TokenStartIndex), rule, message);

    private static string Describe(JsonTokenType type) => type switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "an array",
        JsonTokenType.String => "a string",
        JsonTokenType.Number => "a number",
        JsonTokenType.True or JsonTokenType.False => "a boolean",
        JsonTokenType.Null => "null",
        _ => "nothing",
    };
}
