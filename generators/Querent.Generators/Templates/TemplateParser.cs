using System.Collections.Immutable;

namespace Querent.Generators.Templates;

/// <summary>
/// Reads a template: text with placeholders, tags and comments. Knows nothing of C# or of what the names mean. Never
/// throws; what cannot be read is an error with its span, and reading goes on behind it.
/// </summary>
internal sealed class TemplateParser
{
    private readonly string _text;
    private readonly ImmutableArray<TemplateError>.Builder _errors = ImmutableArray.CreateBuilder<TemplateError>();
    private readonly BlockStack _blocks;
    private bool _trimsNext;
    private bool _isWithoutCommentEnd;

    private TemplateParser(string text)
    {
        _text = text;
        _blocks = new BlockStack(text, _errors);
    }

    public static Template Parse(string text)
    {
        var parser = new TemplateParser(text);
        parser.ParseNodes();
        return new Template(parser._blocks.Finish(), new(parser._errors.ToImmutable()));
    }

    private void ParseNodes()
    {
        int position = 0;
        while (position < _text.Length)
        {
            int open = FindOpening(position);
            AddText(position, open, trimsEnd: CharAt(open + 2) == '-');
            if (open == _text.Length)
            {
                return;
            }

            int start = open + (CharAt(open + 2) is '-' or '+' ? 3 : 2);
            position = _text[open + 1] switch
            {
                '{' => ParsePlaceholder(open, start),
                '%' => ParseTag(open, start),
                _ => SkipComment(open, start),
            };
        }
    }

    private char CharAt(int position) => position < _text.Length ? _text[position] : '\0';

    private void AddText(int start, int end, bool trimsEnd)
    {
        string text = WhiteSpace.Normalize(WhiteSpace.Trim(_text, start, end, _trimsNext, trimsEnd));
        _trimsNext = false;
        if (text.Length > 0)
        {
            _blocks.Add(new TextNode(TemplateSpan.FromBounds(start, end), text));
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

    private int SkipComment(int open, int start)
    {
        int close = _isWithoutCommentEnd ? -1 : _text.IndexOf("#}", start, StringComparison.Ordinal);
        if (close < 0)
        {
            _isWithoutCommentEnd = true;   // and so is all behind it: not to be looked for again
            return Unclosed(open, "comment", "#}");
        }

        _trimsNext = close > start && _text[close - 1] == '-';
        return close + 2;
    }

    private int ParsePlaceholder(int open, int start)
    {
        var reader = new TagReader(_text, open, start, "}}");
        if (reader.IsAtEnd)
        {
            _errors.Add(new TemplateError(TemplateErrorKind.Empty, reader.Span));
            return End(reader);
        }

        ExpressionNode? expression = new ExpressionParser(reader).Parse();
        if (expression is not null && !reader.IsAtEnd)
        {
            expression = reader.UnexpectedAtEnd("an operator, '|' or '}}'");
        }

        if (expression is null)
        {
            return Recover(reader, reader.Error!, "placeholder");
        }

        _blocks.Add(new OutputNode(reader.Span, expression));
        return End(reader);
    }

    private int ParseTag(int open, int start)
    {
        if (RawText.Find(_text, open) is { } raw)
        {
            return AddRaw(open, raw);
        }

        // Where it ends is wanted before it is read, for the blocks to know their tags.
        var scout = new TagReader(_text, open, start, "%}");
        while (scout.Token.Kind is not (TemplateTokenKind.Close or TemplateTokenKind.End))
        {
            scout.Take();
        }

        var reader = new TagReader(_text, open, start, "%}");
        var tag = new TagParser(reader, _blocks);
        tag.Parse(scout.IsAtEnd ? scout.Span : new TemplateSpan(open, 2));
        return tag.Error is { } error ? Recover(reader, error, "tag") : End(reader);
    }

    private int AddRaw(int open, RawText raw)
    {
        if (raw.End < 0)
        {
            _errors.Add(new TemplateError(TemplateErrorKind.UnclosedBlock, TemplateSpan.FromBounds(open, raw.Start), "raw")
            {
                // All that follows becomes text, the ends of what is open among it.
                Edit = _blocks.IsEmpty ? new TemplateEdit(new TemplateSpan(_text.Length, 0), "{% endraw %}") : null,
            });
            _blocks.Abandon();
            return _text.Length;
        }

        _trimsNext = raw.TrimsStart;
        AddText(raw.Start, raw.End, raw.TrimsEnd);
        _trimsNext = raw.TrimsNext;
        return raw.Next;
    }

    private int End(TagReader reader)
    {
        _trimsNext = reader.Token.Value[0] == '-';
        return reader.Token.Span.End;
    }

    private int Unclosed(int open, string what, string close)
    {
        _errors.Add(new TemplateError(TemplateErrorKind.Unclosed, new TemplateSpan(open, 2), what, close));
        return open + 2;
    }

    // Behind what ends a placeholder or tag that could not be read, unless another one begins before it.
    private int Recover(TagReader reader, TemplateError error, string what)
    {
        while (reader.Token.Kind is not (TemplateTokenKind.Close or TemplateTokenKind.End))
        {
            reader.Take();
        }

        if (reader.IsAtEnd)
        {
            _errors.Add(error);
            return End(reader);
        }

        _errors.Add(new TemplateError(TemplateErrorKind.Unclosed, new TemplateSpan(reader.Open, 2), what, reader.Close) { Edit = reader.Closing });
        return Math.Max(reader.Open + 2, reader.Token.Span.Start);
    }
}
