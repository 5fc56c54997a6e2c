using System.Globalization;
using System.Text;

namespace Querent.Generators.Advice;

/// <summary>Numbers of tokens without a tokenizer, which is too heavy for the compiler.</summary>
internal static class TokenEstimate
{
    private const int BytesPerToken = 4;
    private const int MostDigits = 3;

    private enum Class
    {
        Letter,
        Digit,
        Space,
        Sign,
    }

    /// <summary>About how many tokens a text has: a quarter of its bytes as UTF-8.</summary>
    public static int About(string text) => Encoding.UTF8.GetByteCount(text) / BytesPerToken;

    /// <summary>
    /// How many tokens a text has at least. The tokenizers of OpenAI's models (cl100k, o200k) cut text into pieces before
    /// all else, and no token reaches over the end of one: each run of letters is in a piece of its own, and so are three
    /// digits, and a run of signs but for the one before a word. An apostrophe's ending may belong to its word, and slashes
    /// to the signs of the line above.
    /// </summary>
    public static int AtLeast(string text)
    {
        int count = 0;
        for (int i = 0; i < text.Length;)
        {
            Class kind = Of(text, i);
            int start = i;
            int characters = 0;
            bool isMore = false;
            while (i < text.Length && Of(text, i) == kind)
            {
                isMore |= kind == Class.Letter ? char.IsLetter(text, i) : text[i] != '/';
                characters++;
                i += char.IsSurrogatePair(text, i) ? 2 : 1;
            }

            bool isBeforeWord = i < text.Length && Of(text, i) == Class.Letter;
            count += kind switch
            {
                Class.Letter => isMore && !IsEnding(text, start, characters) ? 1 : 0,
                Class.Digit => (characters + MostDigits - 1) / MostDigits,
                Class.Sign => isMore && !(isBeforeWord && characters == 1) ? 1 : 0,
                _ => 0,
            };
        }

        return count;
    }

    private static bool IsEnding(string text, int start, int characters)
        => characters <= 2 && start > 0 && (text[start - 1] is '\'' or '\u2019');

    private static Class Of(string text, int at) => CharUnicodeInfo.GetUnicodeCategory(text, at) switch
    {
        <= UnicodeCategory.EnclosingMark => Class.Letter,
        <= UnicodeCategory.OtherNumber => Class.Digit,
        UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => Class.Space,
        _ => char.IsWhiteSpace(text[at]) ? Class.Space : Class.Sign,
    };
}
