using System.Collections.Immutable;

namespace Querent.Generators.Templates;

/// <summary>
/// Reads a template: text with placeholders, <c>{{ path | filter | filter("argument") }}</c>. Knows nothing of C# or of
/// what the names mean. Never throws; what cannot be read is an error with its span, and reading goes on behind it.
/// </summary>
internal sealed class TemplateParser
{
    private readonly string _text;
    private readonly ImmutableArray<TemplateNode>.Builder _nodes = ImmutableArray.CreateBuilder<TemplateNode>();
    private readonly ImmutableArray<TemplateError>.Builder _errors = ImmutableArray.CreateBuilder<TemplateError>();

    private TemplateParser(string text) => _text = text;

    public static Template Parse(string text)
    {
        var parser = new TemplateParser(text);
        parser.ParseNodes();
        return new Template(new(parser._nodes.ToImmutable()), new(parser._errors.ToImmutable()));
    }

    private void ParseNodes()
    {
        int position = 0;
        while (position < _text.Length)
        {
            int open = FindOpening(position);
            if (open > position)
            {
                _nodes.Add(new TextNode(TemplateSpan.FromBounds(position, open), _text.Substring(position, open - position)));
            }

            if (open == _text.Length)
            {
                return;
            }

            position = _text[open + 1] switch
            {
                '{' => ParsePlaceholder(open),
                '%' => SkipUnsupported(open, "%}", "A statement"),
                _ => SkipUnsupported(open, "#}", "A comment"),
            };
        }
    }

    private int FindOpening(int from)
    {
        for (int i = from; i + 1 < _text.Length; i++)
        {
            if (_text[i] == '{' && _text[i + 1] is '{' or '%' or '#')
            {
                return i;
            }
        }

        return _text.Length;
    }

    private int SkipUnsupported(int open, string close, string what)
    {
        int end = _text.IndexOf(close, open + 2, StringComparison.Ordinal);
        end = end < 0 ? open + 2 : end + close.Length;
        _errors.Add(new TemplateError(TemplateErrorKind.Unsupported, TemplateSpan.FromBounds(open, end), what));
        return end;
    }

    private int ParsePlaceholder(int open)
    {
        if (open + 2 < _text.Length && _text[open + 2] is '-' or '+')
        {
            _errors.Add(new TemplateError(TemplateErrorKind.Unsupported, new TemplateSpan(open, 3), "Whitespace control"));
            return SkipPast(open + 3);
        }

        var reader = new ExpressionParser(_text, open);
        ExpressionNode? expression = reader.Parse();
        if (expression is null)
        {
            bool isClosed = reader.Error!.Kind != TemplateErrorKind.Unclosed && FindClosing(reader.Position) >= 0;
            _errors.Add(isClosed ? reader.Error : new TemplateError(TemplateErrorKind.Unclosed, new TemplateSpan(open, 2)));
            return SkipPast(reader.Position);
        }

        _nodes.Add(new OutputNode(TemplateSpan.FromBounds(open, reader.Position), expression));
        return reader.Position;
    }

    // Behind the "}}" that ends a placeholder which could not be read, unless another one begins before it.
    private int SkipPast(int position)
    {
        int close = FindClosing(position);
        return close >= 0 ? close + 2 : FindOpening(position);
    }

    // The "}}" of a placeholder that has been read up to a position: before it, or behind it and before another begins.
    private int FindClosing(int position)
    {
        if (string.CompareOrdinal(_text, position - 2, "}}", 0, 2) == 0)
        {
            return position - 2;
        }

        int close = _text.IndexOf("}}", position, StringComparison.Ordinal);
        return close < FindOpening(position) ? close : -1;
    }
}
