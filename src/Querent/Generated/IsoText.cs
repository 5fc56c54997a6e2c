namespace Querent;

/// <summary>Reads dates and times from UTF-8, in the one form of each that an answer may have.</summary>
internal static class IsoText
{
    private const int MostFraction = 7;

    /// <summary><c>2026-01-31</c>.</summary>
    public static bool TryReadDate(ReadOnlySpan<byte> text, out DateOnly value)
    {
        value = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-'
            || !TryReadDigits(text[..4], out int year) || !TryReadDigits(text[5..7], out int month) || !TryReadDigits(text[8..], out int day)
            || year == 0 || month is 0 or > 12 || day == 0 || day > DateTime.DaysInMonth(year, month))
        {
            return false;
        }

        value = new DateOnly(year, month, day);
        return true;
    }

    /// <summary><c>09:30</c>, <c>09:30:00</c> or <c>09:30:00.5</c>, of up to seven digits.</summary>
    public static bool TryReadTime(ReadOnlySpan<byte> text, out TimeOnly value)
    {
        value = default;
        int second = 0;
        long fraction = 0;
        if (text.Length < 5 || text[2] != ':' || !TryReadDigits(text[..2], out int hour) || !TryReadDigits(text[3..5], out int minute)
            || (text.Length > 5 && (text.Length < 8 || text[5] != ':' || !TryReadDigits(text[6..8], out second)))
            || (text.Length > 8 && (text[8] != '.' || !TryReadFraction(text[9..], out fraction)))
            || hour > 23 || minute > 59 || second > 59)
        {
            return false;
        }

        value = new TimeOnly(new TimeOnly(hour, minute, second).Ticks + fraction);
        return true;
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> digits, out long ticks)
    {
        ticks = 0;
        if (digits.Length is 0 or > MostFraction || !TryReadDigits(digits, out int value))
        {
            return false;
        }

        ticks = value;
        for (int i = digits.Length; i < MostFraction; i++)
        {
            ticks *= 10;
        }

        return true;
    }

    private static bool TryReadDigits(ReadOnlySpan<byte> digits, out int value)
    {
        value = 0;
        foreach (byte digit in digits)
        {
            if (!char.IsAsciiDigit((char)digit))
            {
                return false;
            }

            value = (value * 10) + (digit - '0');
        }

        return true;
    }
}
