namespace Querent.Generators.Binding.Constraints;

/// <summary>
/// Translates a regular expression of .NET into a <c>pattern</c> of JSON schema where both mean the same: ASCII characters
/// and classes of them, groups, alternatives and repetitions. What is told by Unicode's tables or counts code units, and
/// what .NET matches from the first way it finds and not to the end, is left to words.
/// </summary>
internal sealed class SchemaPattern
{
    private readonly string _text;
    private readonly bool _isAnchored;
    private int _at;
    private bool _isSame = true;

    private SchemaPattern(string text, bool isAnchored)
    {
        _text = text;
        _isAnchored = isAnchored;
    }

    /// <summary>The pattern; null where there is none that means the same.</summary>
    /// <param name="pattern">The expression, which .NET has read.</param>
    /// <param name="takesEmpty">Whether an empty text passes whatever the expression says.</param>
    public static string? Of(string pattern, bool takesEmpty)
    {
        string inner = pattern.StartsWith("^", StringComparison.Ordinal) ? pattern.Substring(1) : pattern;
        bool isAnchored = inner.EndsWith("$", StringComparison.Ordinal) && !inner.EndsWith("\\$", StringComparison.Ordinal);
        inner = isAnchored ? inner.Substring(0, inner.Length - 1) : inner;
        var reader = new SchemaPattern(inner, isAnchored);
        int options = reader.ReadAlternatives();
        bool isWhole = reader._at == inner.Length && (options == 1 || inner.Length == pattern.Length);
        return reader._isSame && isWhole ? $"^(?:{inner}){(takesEmpty ? "?" : "")}$" : null;
    }

    // How many alternatives there are: an anchor beside several belongs to one of them.
    private int ReadAlternatives()
    {
        int options = 1;
        ReadSequence();
        while (_isSame && _at < _text.Length && _text[_at] == '|')
        {
            _isSame &= _isAnchored;
            _at++;
            options++;
            ReadSequence();
        }

        return options;
    }

    // Without an anchor at the end the first way must be the only one: what is repeated shares no character with what follows.
    private void ReadSequence()
    {
        HashSet<char>? open = null;
        while (_isSame && _at < _text.Length && _text[_at] is not ('|' or ')'))
        {
            HashSet<char>? characters = ReadAtom();
            bool mayVary = ReadRepetition();
            _isSame &= _isAnchored || (characters is not null && (open is null || (!mayVary && !open.Overlaps(characters))));
            open = mayVary ? characters : null;
        }
    }

    // The characters that it may be; null for a group.
    private HashSet<char>? ReadAtom()
    {
        char next = _text[_at++];
        switch (next)
        {
            case '(':
                if (_at < _text.Length && _text[_at] == '?')
                {
                    _isSame &= _at + 1 < _text.Length && _text[_at + 1] == ':';
                    _at += 2;
                }

                ReadAlternatives();
                _isSame &= _at < _text.Length && _text[_at] == ')';
                _at++;
                return null;
            case '[':
                return ReadClass();
            case '\\':
                return [ReadEscape()];
            default:
                _isSame &= IsPlain(next) && next is not ('.' or '^' or '$' or '*' or '+' or '?' or '{' or '}' or ']');
                return [next];
        }
    }

    private HashSet<char> ReadClass()
    {
        var characters = new HashSet<char>();
        _isSame &= _at < _text.Length && _text[_at] is not ('^' or ']');
        while (_isSame && _at < _text.Length && _text[_at] != ']')
        {
            char first = ReadMember();
            char last = first;
            if (_at + 1 < _text.Length && _text[_at] == '-' && _text[_at + 1] != ']')
            {
                _at++;
                last = ReadMember();
            }

            for (int c = first; c <= last; c++)
            {
                characters.Add((char)c);
            }
        }

        _isSame &= _at < _text.Length;
        _at++;
        return characters;
    }

    // What JSON schema's own dialect reserves inside of a class has to be escaped in both.
    private char ReadMember()
    {
        char next = _text[_at++];
        if (next == '\\')
        {
            return ReadEscape();
        }

        _isSame &= IsPlain(next) && next is not ('[' or '(' or ')' or '{' or '}' or '/' or '|');
        return next;
    }

    private char ReadEscape()
    {
        char next = _at < _text.Length ? _text[_at] : 'x';
        _at++;
        _isSame &= next is '\\' or '.' or '*' or '+' or '?' or '(' or ')' or '[' or ']' or '{' or '}' or '|' or '^' or '$' or '/' or '-';
        return next;
    }

    // Whether it may be there more or less often.
    private bool ReadRepetition()
    {
        if (_at == _text.Length || _text[_at] is not ('*' or '+' or '?' or '{'))
        {
            return false;
        }

        bool mayVary = true;
        if (_text[_at] == '{')
        {
            int end = _text.IndexOf('}', _at);
            string counts = end < 0 ? "" : _text.Substring(_at + 1, end - _at - 1);
            _isSame &= counts.Length > 0 && char.IsDigit(counts[0]) && counts.All(c => c is ',' or (>= '0' and <= '9')) && counts.Count(c => c == ',') <= 1;
            mayVary = counts.IndexOf(',') >= 0;
            _at = end < 0 ? _text.Length : end;
        }

        _at++;
        if (_at < _text.Length && _text[_at] == '?')
        {
            _isSame &= _isAnchored;
            _at++;
        }

        return mayVary;
    }

    private static bool IsPlain(char c) => c is >= ' ' and <= '~';
}
