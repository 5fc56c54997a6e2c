using System.Collections.Immutable;

namespace Querent.Generators.Data;

/// <summary>
/// Reads JSON (RFC 8259, nothing beyond it) with the place of every value and name. A reader of our own, because a library
/// beside an analyzer is loaded into a compiler that has another version of it already, and because those that there are
/// tell bytes or lines where we need characters. Never throws.
/// </summary>
internal sealed class JsonReader
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 64;

    private readonly string _text;
    private readonly JsonStringReader _strings;
    private int _position;
    private DataError? _error;

    private JsonReader(string text)
    {
        _text = text;
        _strings = new JsonStringReader(text);
    }

    /// <summary>The value that a text is; null with an error where it is none.</summary>
    public static DataValue? Read(string text, out DataError? error)
    {
        var reader = new JsonReader(text);
        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            reader._position = 1;
        }

        DataValue? value = reader.ReadValue(depth: 0);
        if (value is not null)
        {
            reader.SkipSpace();
            if (reader._position < text.Length)
            {
                value = reader.Fail("the JSON ends before this; remove it", reader._position, text.TrimEnd().Length);
            }
        }

        error = reader._error;
        return value;
    }

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private DataValue? ReadValue(int depth)
    {
        SkipSpace();
        if (depth >= MaxDepth && Current is '{' or '[')
        {
            return Fail("it is nested more than 64 deep; flatten it", _position, _position + 1);
        }

        return Current switch
        {
            '{' => ReadObject(depth),
            '[' => ReadArray(depth),
            '"' => ReadString(out string text, out DataSpan span) ? new DataText(span, text) : null,
            '-' or (>= '0' and <= '9') => ReadNumber(),
            _ => ReadWord(),
        };
    }

    private DataObject? ReadObject(int depth)
    {
        int start = _position++;
        var properties = ImmutableArray.CreateBuilder<DataProperty>();
        SkipSpace();
        if (Current == '}')
        {
            return new DataObject(DataSpan.FromBounds(start, ++_position), default);
        }

        while (true)
        {
            SkipSpace();
            if (Current != '"')
            {
                Expect(properties.Count == 0 ? "a name in double quotes or '}'" : "a name in double quotes");
                return null;
            }

            if (!ReadString(out string name, out DataSpan span))
            {
                return null;
            }

            SkipSpace();
            if (Current != ':')
            {
                Expect("':'");
                return null;
            }

            _position++;
            if (ReadValue(depth + 1) is not { } value)
            {
                return null;
            }

            properties.Add(new DataProperty(name, new DataSpan(span.Start + 1, span.Length - 2), value));
            if (ReadEnd('}') is not { } isEnd)
            {
                return null;
            }

            if (isEnd)
            {
                return new DataObject(DataSpan.FromBounds(start, _position), new(properties.ToImmutable()));
            }
        }
    }

    private DataArray? ReadArray(int depth)
    {
        int start = _position++;
        var items = ImmutableArray.CreateBuilder<DataValue>();
        SkipSpace();
        if (Current == ']')
        {
            return new DataArray(DataSpan.FromBounds(start, ++_position), default);
        }

        while (true)
        {
            if (ReadValue(depth + 1) is not { } value)
            {
                return null;
            }

            items.Add(value);
            if (ReadEnd(']') is not { } isEnd)
            {
                return null;
            }

            if (isEnd)
            {
                return new DataArray(DataSpan.FromBounds(start, _position), new(items.ToImmutable()));
            }
        }
    }

    // Reads what follows an item: true for the bracket, false for a comma, null with an error for anything else.
    private bool? ReadEnd(char bracket)
    {
        SkipSpace();
        if (Current == bracket || Current == ',')
        {
            return _text[_position++] == bracket;
        }

        Expect($"',' or '{bracket}'");
        return null;
    }

    private bool ReadString(out string value, out DataSpan span)
    {
        DataError? error = _strings.Read(_position, out value, out int end);
        span = DataSpan.FromBounds(_position, end);
        _position = end;
        _error = error;
        return error is null;
    }

    private DataNumber? ReadNumber()
    {
        int end = NumberText.End(_text, _position);
        int start = _position;
        if (end == start || IsWordPart(end))
        {
            int wrong = start;
            while (IsWordPart(wrong) || (wrong < _text.Length && _text[wrong] is '-' or '+'))
            {
                wrong++;
            }

            Fail("this is no JSON number; write it as 3, -0.5 or 1e6", start, wrong);
            return null;
        }

        _position = end;
        return new DataNumber(DataSpan.FromBounds(start, end), _text.Substring(start, end - start));
    }

    private DataValue? ReadWord()
    {
        int start = _position;
        while (IsWordPart(_position))
        {
            _position++;
        }

        DataSpan span = DataSpan.FromBounds(start, _position);
        switch (_text.Substring(start, span.Length))
        {
            case "true": return new DataBoolean(span, Value: true);
            case "false": return new DataBoolean(span, Value: false);
            case "null": return new DataNull(span);
            case "": return Expect("a value");
            default: return Fail("this is no JSON value; put a text into double quotes", start, _position);
        }
    }

    private bool IsWordPart(int position) => position < _text.Length && (char.IsLetterOrDigit(_text[position]) || _text[position] is '_' or '.');

    private void SkipSpace()
    {
        while (Current is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }
    }

    private DataValue? Expect(string expected)
        => _position >= _text.Length
            ? Fail($"it ends where {expected} should stand", Math.Max(0, _text.Length - 1), _text.Length)
            : Fail($"{expected} should stand here", _position, _position + (char.IsSurrogatePair(_text, _position) ? 2 : 1));

    private DataValue? Fail(string message, int start, int end)
    {
        _error = new DataError(message, DataSpan.FromBounds(start, end));
        return null;
    }
}
