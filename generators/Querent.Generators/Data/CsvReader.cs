using System.Collections.Immutable;
using System.Text;
using Querent.Generators.Model;

namespace Querent.Generators.Data;

/// <summary>A table of CSV.</summary>
/// <param name="Columns">The names in its first line.</param>
/// <param name="Lines">The lines below it, each with as many fields as there are columns.</param>
internal sealed record CsvTable(EquatableArray<DataField> Columns, EquatableArray<CsvLine> Lines);

/// <summary>A line of CSV; several of the file's where a field has line breaks.</summary>
internal sealed record CsvLine(DataSpan Span, EquatableArray<DataField> Fields);

/// <summary>
/// Reads CSV (RFC 4180: commas, quotes, doubled quotes, line breaks inside of quotes) with the place of every field; a
/// reader of our own for the reasons of <see cref="JsonReader"/>. Lines end in any way, blank ones are skipped. Never throws.
/// </summary>
internal sealed class CsvReader
{
    private readonly string _text;
    private readonly List<DataError> _errors;
    private int _position;

    private CsvReader(string text, List<DataError> errors)
    {
        _text = text;
        _errors = errors;
    }

    /// <summary>The table; null where not even a first line is there.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="errors">Takes what is wrong; lines that are not are read all the same.</param>
    public static CsvTable? Read(string text, List<DataError> errors)
    {
        var reader = new CsvReader(text, errors);
        if (text.Length > 0 && text[0] == '\uFEFF')
        {
            reader._position = 1;
        }

        CsvLine? head = null;
        var lines = ImmutableArray.CreateBuilder<CsvLine>();
        while (reader._position < text.Length)
        {
            CsvLine line = reader.ReadLine();
            if (line.Span.Length == 0)
            {
                continue;
            }

            if (head is null)
            {
                head = line;
            }
            else if (line.Fields.Count == head.Fields.Count)
            {
                lines.Add(line);
            }
            else
            {
                errors.Add(new DataError($"this line has {Count(line.Fields.Count)}, and the first has {Count(head.Fields.Count)}", line.Span));
            }
        }

        return head is null ? null : new CsvTable(head.Fields, new(lines.ToImmutable()));

        static string Count(int fields) => fields == 1 ? "1 field" : $"{fields.ToString(System.Globalization.CultureInfo.InvariantCulture)} fields";
    }

    private bool IsAtLineEnd => _position >= _text.Length || _text[_position] is '\r' or '\n';

    private CsvLine ReadLine()
    {
        int start = _position;
        var fields = ImmutableArray.CreateBuilder<DataField>();
        fields.Add(ReadField());
        while (_position < _text.Length && _text[_position] == ',')
        {
            _position++;
            fields.Add(ReadField());
        }

        DataSpan span = DataSpan.FromBounds(start, _position);
        if (_position < _text.Length)
        {
            _position += _text[_position] == '\r' && _position + 1 < _text.Length && _text[_position + 1] == '\n' ? 2 : 1;
        }

        return new CsvLine(span, new(fields.ToImmutable()));
    }

    private DataField ReadField()
    {
        int start = _position;
        if (_position < _text.Length && _text[_position] == '"')
        {
            return ReadQuoted();
        }

        while (!IsAtLineEnd && _text[_position] != ',')
        {
            if (_text[_position] == '"')
            {
                _errors.Add(new DataError("a quote stands in quotes only; put the field into quotes and double those in it", new DataSpan(_position, 1)));
                SkipField();
                break;
            }

            _position++;
        }

        return new DataField(DataSpan.FromBounds(start, _position), _text.Substring(start, _position - start));
    }

    private DataField ReadQuoted()
    {
        int start = _position++;
        var value = new StringBuilder();
        while (true)
        {
            if (_position >= _text.Length)
            {
                _errors.Add(new DataError("this field has no closing quote", DataSpan.FromBounds(start, Math.Max(start + 1, EndOfLine(start)))));
                break;
            }

            char c = _text[_position++];
            if (c == '"')
            {
                if (_position >= _text.Length || _text[_position] != '"')
                {
                    break;
                }

                _position++;
            }

            value.Append(c);
        }

        int end = _position;
        if (!IsAtLineEnd && _text[_position] != ',')
        {
            SkipField();
            _errors.Add(new DataError("a field ends with its closing quote; double the quotes in it", DataSpan.FromBounds(end, _position)));
        }

        return new DataField(DataSpan.FromBounds(start, end), value.ToString());
    }

    private void SkipField()
    {
        while (!IsAtLineEnd && _text[_position] != ',')
        {
            _position++;
        }
    }

    private int EndOfLine(int start)
    {
        int end = _text.IndexOfAny(['\r', '\n'], start);
        return end < 0 ? _text.Length : end;
    }
}
