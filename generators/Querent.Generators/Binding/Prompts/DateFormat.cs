using System.Globalization;
using System.Text;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>Knows at build time which formats a date will take.</summary>
internal static class DateFormat
{
    public static bool IsValid(string format, ValueKind kind)
    {
        if (format.Length == 0)
        {
            return false;
        }

        // The standard formats of one letter. "U" is one of points in time without an offset alone.
        if (format.Length == 1)
        {
            string letters = kind switch
            {
                ValueKind.DateOnly => "dDmMoOrRyY",
                ValueKind.TimeOnly => "tToOrR",
                ValueKind.DateTimeOffset => "dDfFgGmMoOrRstTuyY",
                _ => "dDfFgGmMoOrRstTuUyY",
            };
            return letters.IndexOf(format[0]) >= 0;
        }

        string forbidden = kind switch
        {
            ValueKind.DateOnly => "hHmsftFKz:",
            ValueKind.TimeOnly => "dMygkKz/",   // .NET takes "g" and "K", and writes an era for the one and nothing for the other
            _ => "",
        };

        // A percent sign only makes a letter that stands alone a custom format; among others it comes from strftime.
        return Unquoted(format) is { } letter && (letter.IndexOf('%') < 0 || format.Length == 2) && letter.IndexOfAny(forbidden.ToCharArray()) < 0 && CanFormat(format);
    }

    // The format without what stands for itself; null when a quote or a backslash lacks its partner.
    private static string? Unquoted(string format)
    {
        var rest = new StringBuilder();
        for (int i = 0; i < format.Length; i++)
        {
            if (format[i] is '\'' or '"')
            {
                int close = format.IndexOf(format[i], i + 1);
                if (close < 0)
                {
                    return null;
                }

                i = close;
            }
            else if (format[i] == '\\')
            {
                i++;
            }
            else
            {
                rest.Append(format[i]);
            }
        }

        return rest.ToString();
    }

    private static bool CanFormat(string format)
    {
        try
        {
            _ = new DateTime(2001, 2, 3, 4, 5, 6, DateTimeKind.Utc).ToString(format, CultureInfo.InvariantCulture);
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
