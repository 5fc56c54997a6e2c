using Querent.Generators.Model;

namespace Querent.Generators.Binding.Data;

/// <summary>
/// What the attributes of .NET that hold a text to a form find valid. Those who read ask the attributes themselves, which a
/// compiler does not have at hand.
/// </summary>
internal static class TextForms
{
    private static readonly string[] Schemes = ["http://", "https://", "ftp://"];
    private static readonly string[] Extensions = ["ext.", "ext", "x"];

    public static bool Has(string text, FormShape form) => form.Name switch
    {
        "EmailAddress" => IsEmailAddress(text),
        "Url" => Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)),
        "Phone" => IsPhone(text),
        "CreditCard" => IsCreditCard(text),
        "Base64String" => Base64Of(text) is not null,
        _ => HasExtension(text, form.Extensions ?? ""),
    };

    /// <summary>Bytes in Base64 without white space; null where a text is none, or has bits behind its last byte.</summary>
    public static string? Base64Of(string text)
    {
        string plain = string.Concat(text.Where(c => c is not (' ' or '\t' or '\r' or '\n')));
        try
        {
            return Convert.ToBase64String(Convert.FromBase64String(plain)) == plain ? plain : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsEmailAddress(string text)
    {
        int at = text.IndexOf('@');
        return at > 0 && at < text.Length - 1 && text.IndexOf('@', at + 1) < 0 && text.IndexOfAny(['\r', '\n']) < 0;
    }

    private static bool IsPhone(string text)
    {
        string number = WithoutExtension(text.Replace("+", "").TrimEnd());
        return number.Any(char.IsDigit) && number.All(c => char.IsDigit(c) || char.IsWhiteSpace(c) || c is '-' or '.' or '(' or ')');
    }

    // As in "555 0100 ext. 7".
    private static string WithoutExtension(string number)
    {
        foreach (string extension in Extensions)
        {
            int at = number.LastIndexOf(extension, StringComparison.OrdinalIgnoreCase);
            string rest = at < 0 ? "" : number.Substring(at + extension.Length).TrimStart();
            if (rest.Length > 0 && rest.All(char.IsDigit))
            {
                return number.Substring(0, at);
            }
        }

        return number;
    }

    // The checksum of Luhn.
    private static bool IsCreditCard(string text)
    {
        int sum = 0;
        bool isDoubled = false;
        foreach (char c in text.Reverse())
        {
            if (c is >= '0' and <= '9')
            {
                int digit = (c - '0') * (isDoubled ? 2 : 1);
                sum += (digit / 10) + (digit % 10);
                isDoubled = !isDoubled;
            }
            else if (c is not ('-' or ' '))
            {
                return false;
            }
        }

        return sum % 10 == 0;
    }

    private static bool HasExtension(string text, string extensions)
    {
        int point = text.LastIndexOfAny(['.', '/', '\\']);
        string own = point < 0 || text[point] != '.' ? "" : text.Substring(point + 1);
        return own.Length > 0 && extensions.Replace(" ", "").Replace(".", "").ToLowerInvariant().Split(',').Contains(own.ToLowerInvariant());
    }
}
