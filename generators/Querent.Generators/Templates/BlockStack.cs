using System.Collections.Immutable;
using System.Globalization;
using Querent.Generators.Model;

namespace Querent.Generators.Templates;

/// <summary>Puts the nodes of a template inside of each other, and says which tags do not fit together.</summary>
internal sealed class BlockStack(string text, ImmutableArray<TemplateError>.Builder errors)
{
    // Those who walk the tree recurse, and so does the compiler over what is emitted.
    private const int MostLevels = 32;

    private readonly ImmutableArray<TemplateNode>.Builder _root = ImmutableArray.CreateBuilder<TemplateNode>();
    private readonly Stack<OpenBlock> _open = new();
    private readonly Dictionary<string, int> _openByKeyword = new(StringComparer.Ordinal);
    private bool _isAbandoned;
    private int _line = 1;
    private int _lineCountedTo;

    public bool IsEmpty => _open.Count == 0;

    public void Add(TemplateNode node) => (_open.Count > 0 ? _open.Peek().Nodes : _root).Add(node);

    public void Open(OpenBlock block)
    {
        if (_open.Count == MostLevels)
        {
            errors.Add(new TemplateError(
                TemplateErrorKind.Unsupported, block.Span, "A tag inside of 32 others", "move the inner ones into the data"));
        }

        _open.Push(block);
        _openByKeyword[block.Keyword] = OpenOf(block.Keyword) + 1;
    }

    public void Elif(TemplateSpan tag, ExpressionNode condition)
    {
        if (_open.Count > 0 && _open.Peek() is OpenIf { HasElse: false } block)
        {
            block.Elif(condition);
        }
        else
        {
            Misplaced(tag, "elif", HasElse() ? "it has to stand before 'else'" : "it belongs into an 'if'");
        }
    }

    public void Else(TemplateSpan tag)
    {
        if (_open.Count > 0 && !_open.Peek().HasElse)
        {
            _open.Peek().Else();
        }
        else
        {
            Misplaced(tag, "else", HasElse() ? "there is one already" : "it belongs into an 'if' or a 'for'");
        }
    }

    public void End(TemplateSpan tag, string keyword)
    {
        if (_open.Count > 0 && _open.Peek().Keyword == keyword)
        {
            Close();
            return;
        }

        if (OpenOf(keyword) == 0)
        {
            Misplaced(tag, "end" + keyword, _open.Count == 0 ? $"no '{keyword}' is open" : $"the '{_open.Peek().Keyword}' {Place(_open.Peek())} is open, and no '{keyword}'");
            return;
        }

        Misplaced(tag, "end" + keyword, $"the '{_open.Peek().Keyword}' {Place(_open.Peek())} has to be ended before it");
        while (_open.Peek().Keyword != keyword)
        {
            Close();
        }

        Close();
    }

    /// <summary>Says that the ends of what is open cannot be seen.</summary>
    public void Abandon() => _isAbandoned = true;

    /// <summary>All nodes; what is still open is an error.</summary>
    public EquatableArray<TemplateNode> Finish()
    {
        int count = _isAbandoned ? 0 : _open.Count;   // or else their ends may have been there
        foreach (OpenBlock block in _open.Reverse().Take(count))
        {
            if (IsClosed(block.Span))
            {
                errors.Add(new TemplateError(TemplateErrorKind.UnclosedBlock, block.Span, block.Keyword)
                {
                    Edit = count <= MostLevels ? new TemplateEdit(new TemplateSpan(text.Length, 0), EndsDownTo(block)) : null,
                });
            }
        }

        while (_open.Count > 0)
        {
            Close();
        }

        return new(_root.ToImmutable());
    }

    private void Close()
    {
        OpenBlock block = _open.Pop();
        _openByKeyword[block.Keyword]--;
        if (_open.Count < MostLevels)
        {
            Add(block.End());
        }
    }

    // What stands inside of a block has to end before it.
    private string EndsDownTo(OpenBlock block)
        => string.Concat(_open.TakeWhile(inner => inner != block).Append(block).Select(open => $"{{% end{open.Keyword} %}}"));

    private bool HasElse() => _open.Count > 0 && _open.Peek().HasElse;

    private int OpenOf(string keyword) => _openByKeyword.TryGetValue(keyword, out int count) ? count : 0;

    // Counts on from the place before, since there may be as many errors as lines.
    private string Place(OpenBlock block)
    {
        for (; _lineCountedTo < block.Span.Start; _lineCountedTo++)
        {
            _line += text[_lineCountedTo] == '\n' ? 1 : 0;
        }

        for (; _lineCountedTo > block.Span.Start; _lineCountedTo--)
        {
            _line -= text[_lineCountedTo - 1] == '\n' ? 1 : 0;
        }

        return $"in line {_line.ToString(CultureInfo.InvariantCulture)}";
    }

    private void Misplaced(TemplateSpan tag, string name, string why)
    {
        if (IsClosed(tag))
        {
            errors.Add(new TemplateError(TemplateErrorKind.MisplacedTag, tag, name, why));
        }
    }

    // One that is not is reported for that.
    private static bool IsClosed(TemplateSpan tag) => tag.Length > 2;
}
