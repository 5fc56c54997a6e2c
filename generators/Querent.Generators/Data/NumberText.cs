namespace Querent.Generators.Data;

/// <summary>Numbers as JSON writes them, which C# takes as well.</summary>
internal static class NumberText
{
    /// <summary>Where the number that begins at a position ends; the position itself where there is none.</summary>
    public static int End(string text, int start)
    {
        int position = start;
        if (At('-'))
        {
            position++;
        }

        // No number goes on behind a leading zero.
        if (At('0'))
        {
            position++;
        }
        else if (!Digits())
        {
            return start;
        }

        if (At('.'))
        {
            position++;
            if (!Digits())
            {
                return start;
            }
        }

        if (At('e') || At('E'))
        {
            position++;
            if (At('+') || At('-'))
            {
                position++;
            }

            if (!Digits())
            {
                return start;
            }
        }

        return position;

        bool At(char c) => position < text.Length && text[position] == c;

        bool Digits()
        {
            int first = position;
            while (position < text.Length && text[position] is >= '0' and <= '9')
            {
                position++;
            }

            return position > first;
        }
    }

    /// <summary>
    /// A CSV field as JSON would write its number: without a plus, leading zeros and the space around it; null where it is none.
    /// </summary>
    public static string? OfField(string field)
    {
        string text = field.Trim();
        bool isNegative = text.StartsWith("-", StringComparison.Ordinal);
        string digits = isNegative || text.StartsWith("+", StringComparison.Ordinal) ? text.Substring(1) : text;
        int zeros = 0;
        while (zeros + 1 < digits.Length && digits[zeros] == '0' && digits[zeros + 1] is >= '0' and <= '9')
        {
            zeros++;
        }

        digits = digits.Substring(zeros);
        bool isNumber = digits.Length > 0 && digits[0] != '-' && End(digits, 0) == digits.Length;
        return isNumber ? (isNegative ? "-" : "") + digits : null;
    }
}
