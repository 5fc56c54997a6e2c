using System.Globalization;
using System.Text;

namespace Querent.Emulator;

/// <summary>
/// Reads the common part of regular expressions: literals, classes, groups, alternation, quantifiers, and anchors at the
/// ends. Not look-around, references back or Unicode categories.
/// </summary>
internal sealed class PatternParser(string pattern, string path)
{
    private const string Digits = "0123456789";
    private const string Letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int MaxRepetition = 1_000;
    private const int UsualRepetition = 3;

    private static readonly string Printable = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code));

    private int _at;

    public PatternPart Parse()
    {
        PatternPart part = Alternation();
        return _at == pattern.Length ? part : throw Unsupported();
    }

    private PatternPart Alternation()
    {
        var options = new List<PatternPart> { Sequence() };
        while (Take('|'))
        {
            options.Add(Sequence());
        }

        return options.Count == 1 ? options[0] : new PatternAlternation(options);
    }

    private PatternSequence Sequence()
    {
        var parts = new List<PatternPart>();
        while (_at < pattern.Length && pattern[_at] is not ('|' or ')'))
        {
            // An anchor holds where nothing was written before it, or nothing follows.
            if (pattern[_at] == '^' && parts.Count == 0)
            {
                _at++;
            }
            else if (pattern[_at] == '$' && (_at + 1 == pattern.Length || pattern[_at + 1] is '|' or ')'))
            {
                _at++;
            }
            else
            {
                parts.Add(Repetition(Atom()));
            }
        }

        return new PatternSequence(parts);
    }

    private PatternPart Atom()
    {
        char next = pattern[_at++];
        switch (next)
        {
            case '(':
                if (Take('?') && !Take(':'))
                {
                    throw Unsupported();
                }

                PatternPart group = Alternation();
                return Take(')') ? group : throw Unsupported();
            case '[':
                return new PatternCharacter(Class());
            case '.':
                return new PatternCharacter(Letters + Digits);
            case '\\':
                return new PatternCharacter(Escape());
            case '*' or '+' or '?' or '{' or '^' or '$':
                throw Unsupported();
            default:
                return new PatternCharacter(next.ToString());
        }
    }

    private PatternPart Repetition(PatternPart part)
    {
        if (_at == pattern.Length)
        {
            return part;
        }

        (int least, int most)? range = pattern[_at] switch
        {
            '*' => (0, UsualRepetition),
            '+' => (1, UsualRepetition),
            '?' => (0, 1),
            '{' => Counts(),
            _ => null,
        };
        if (range is not (int from, int to))
        {
            return part;
        }

        _at++;
        Take('?');
        return from <= to && to <= MaxRepetition ? new PatternRepetition(part, from, to) : throw Unsupported();
    }

    // Leaves the position on the closing brace.
    private (int Least, int Most) Counts()
    {
        int end = pattern.IndexOf('}', _at);
        string[] counts = end < 0 ? [] : pattern[(_at + 1)..end].Split(',');
        if (counts.Length is 0 or > 2 || !int.TryParse(counts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int least))
        {
            throw Unsupported();
        }

        _at = end;
        if (counts.Length == 1)
        {
            return (least, least);
        }

        if (counts[1].Length == 0)
        {
            return (least, least + UsualRepetition);
        }

        return int.TryParse(counts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int most) ? (least, most) : throw Unsupported();
    }

    private string Class()
    {
        bool negated = Take('^');
        var members = new StringBuilder();
        for (bool first = true; first || Peek() != ']'; first = false)
        {
            string member = Member();
            if (member.Length == 1 && Peek() == '-' && _at + 1 < pattern.Length && pattern[_at + 1] != ']')
            {
                _at++;
                string last = Member();
                if (last.Length != 1 || last[0] < member[0])
                {
                    throw Unsupported();
                }

                for (int code = member[0]; code <= last[0]; code++)
                {
                    members.Append((char)code);
                }
            }
            else
            {
                members.Append(member);
            }
        }

        _at++;
        string set = members.ToString();
        set = negated ? string.Concat(Printable.Where(character => !set.Contains(character))) : set;
        return set.Length > 0 ? set : throw Unsupported();
    }

    private string Member()
    {
        Peek();
        char next = pattern[_at++];
        return next == '\\' ? Escape() : next.ToString();
    }

    private string Escape()
    {
        Peek();
        char escaped = pattern[_at++];
        return escaped switch
        {
            'd' => Digits,
            'w' => Letters + Digits + "_",
            's' => " ",
            'D' => Letters,
            'W' => " -.",
            'S' => Letters + Digits,
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            _ when !char.IsAsciiLetterOrDigit(escaped) => escaped.ToString(),
            _ => throw Unsupported(),
        };
    }

    private char Peek() => _at < pattern.Length ? pattern[_at] : throw Unsupported();

    private bool Take(char expected)
    {
        if (_at < pattern.Length && pattern[_at] == expected)
        {
            _at++;
            return true;
        }

        return false;
    }

    private SchemaException Unsupported() =>
        new(path, string.Create(CultureInfo.InvariantCulture, $"the emulator cannot make text for this pattern (at character {Math.Min(_at, pattern.Length)})."));
}
