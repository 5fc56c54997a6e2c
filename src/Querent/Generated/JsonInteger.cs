namespace Querent;

/// <summary>Integers in all the forms that JSON has for them: <c>42</c>, <c>42.0</c>, <c>4.2e1</c>. No digit is rounded away.</summary>
internal static class JsonInteger
{
    // As many as the longest integer type has: what is longer fits none.
    private const int MostDigits = 20;

    // Beyond any text, and far from what an addition could overflow.
    private const long MostExponent = 1L << 40;

    /// <summary>Whether a JSON number is an integer.</summary>
    /// <param name="number">A number of JSON.</param>
    /// <param name="value">Its value; where it has more than 20 digits, one that no integer of .NET's up to 64 bits has.</param>
    public static bool TryRead(ReadOnlySpan<byte> number, out Int128 value)
    {
        value = 0;
        bool isNegative = number[0] == '-';
        ReadOnlySpan<byte> digits = isNegative ? number[1..] : number;
        long exponent = 0;
        if (digits.IndexOfAny((byte)'e', (byte)'E') is >= 0 and var at)
        {
            exponent = Exponent(digits[(at + 1)..]);
            digits = digits[..at];
        }

        int point = digits.IndexOf((byte)'.');
        int first = digits.IndexOfAnyInRange((byte)'1', (byte)'9');
        if (first < 0)
        {
            return true;
        }

        int last = digits.LastIndexOfAnyInRange((byte)'1', (byte)'9');
        long shift = exponent + (point < 0 ? digits.Length - 1 - last : last < point ? point - 1 - last : point - last);
        if (shift < 0)
        {
            return false;
        }

        int significant = last - first + (point > first && point < last ? 0 : 1);
        value = significant + shift > MostDigits ? Int128.MaxValue : Value(digits[first..(last + 1)], shift);
        value = isNegative ? -value : value;
        return true;
    }

    private static Int128 Value(ReadOnlySpan<byte> digits, long shift)
    {
        Int128 value = 0;
        foreach (byte digit in digits)
        {
            value = digit == '.' ? value : (value * 10) + (digit - '0');
        }

        for (; shift > 0; shift--)
        {
            value *= 10;
        }

        return value;
    }

    private static long Exponent(ReadOnlySpan<byte> text)
    {
        long value = 0;
        foreach (byte digit in text.TrimStart("+-"u8))
        {
            value = Math.Min((value * 10) + (digit - '0'), MostExponent);
        }

        return text[0] == '-' ? -value : value;
    }
}
