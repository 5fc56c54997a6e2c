namespace Querent.Generators.Binding.Constraints;

/// <summary>
/// Finds out whether a regular expression can be matched in time that is linear in the text: <c>NonBacktracking</c> takes no
/// look-around, no reference back to a group, no atomic group, condition or balancing group, and no <c>\G</c>.
/// </summary>
internal static class LinearPattern
{
    public static bool Is(string pattern)
    {
        int classes = 0;
        for (int i = 0; i < pattern.Length; i++)
        {
            char next = i + 1 < pattern.Length ? pattern[i + 1] : '\0';
            switch (pattern[i])
            {
                case '\\':
                    if (classes == 0 && (next is 'k' or 'G' or (>= '1' and <= '9')))
                    {
                        return false;
                    }

                    i++;
                    break;
                case '[':
                    // Inside of one another opens only to be subtracted.
                    if (classes == 0)
                    {
                        classes = 1;
                        i += next == '^' ? 1 : 0;
                        i += i + 1 < pattern.Length && pattern[i + 1] == ']' ? 1 : 0;
                    }
                    else if (pattern[i - 1] == '-')
                    {
                        classes++;
                    }

                    break;
                case ']' when classes > 0:
                    classes--;
                    break;
                case '(' when classes == 0 && next == '?':
                    if (IsBeyond(pattern, i + 2))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    private static bool IsBeyond(string pattern, int at)
    {
        char kind = at < pattern.Length ? pattern[at] : '\0';
        if (kind is '=' or '!' or '>' or '(')
        {
            return true;
        }

        if (kind is not ('<' or '\''))
        {
            return false;
        }

        // (?<= and (?<! look behind; (?<a-b> balances.
        int end = pattern.IndexOf(kind == '<' ? '>' : '\'', at + 1);
        return (at + 1 < pattern.Length && pattern[at + 1] is '=' or '!') || (end > 0 && pattern.IndexOf('-', at, end - at) > 0);
    }
}
