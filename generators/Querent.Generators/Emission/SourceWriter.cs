using System.Text;

namespace Querent.Generators.Emission;

/// <summary>Writes C#, a line at a time, indented by blocks.</summary>
internal sealed class SourceWriter
{
    private const int Step = 4;

    private readonly StringBuilder _text = new();
    private int _indent;
    private bool _isBlankDue;

    /// <summary>Writes a line; several when the text holds several.</summary>
    public void Line(string text)
    {
        if (_isBlankDue && !text.StartsWith("}", StringComparison.Ordinal) && !text.StartsWith("else", StringComparison.Ordinal))
        {
            _text.Append('\n');
        }

        _isBlankDue = false;
        foreach (string line in text.Split('\n'))
        {
            if (line.Length > 0)
            {
                _text.Append(' ', _indent).Append(line);
            }

            _text.Append('\n');
        }
    }

    /// <summary>Leaves a line blank, unless a block ends there.</summary>
    public void Blank() => _isBlankDue = true;

    /// <summary>Writes a line and opens a block below it.</summary>
    public void Open(string text)
    {
        Line(text);
        Line("{");
        _indent += Step;
    }

    /// <summary>Closes the block; what comes after it stands apart.</summary>
    public void Close(string after = "")
    {
        _indent -= Step;
        Line("}" + after);
        _isBlankDue = true;
    }

    /// <summary>Writes a call or a constructor whose arguments stand on lines of their own.</summary>
    public void Lines(string first, IReadOnlyList<string> items, string separator, string last)
    {
        Line(first);
        _indent += Step;
        for (int i = 0; i < items.Count; i++)
        {
            Line(items[i] + (i + 1 < items.Count ? separator : last));
        }

        _indent -= Step;
    }

    public override string ToString() => _text.ToString();
}
