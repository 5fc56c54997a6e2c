using System.Globalization;
using System.Text;

namespace Querent.Answers.Suite.Fuzzing;

/// <summary>Answers of many megabytes, each of one thing, for which reading has to take time in proportion.</summary>
internal static class HugeAnswers
{
    /// <summary>What is in the answer, with the query that it is read as and what makes so many bytes of it.</summary>
    public static IReadOnlyList<(string Name, string Query, Func<int, byte[]> Make)> All { get; } =
    [
        ("opening brackets", "AzureAnswers.BareList", size => Fill("", "[", "", size)),
        ("opening brackets where a list is due", "AzureAnswers.BareList", size => Fill("""{"answer":""", "[", "", size)),
        ("quotes", "AzureAnswers.BareText", size => Fill("", "\"", "", size)),
        ("objects in objects", "AzureAnswers.BareRecord", size => Fill("", "{\"a\":", "", size)),
        ("a list that goes deeper", "AzureAnswers.Tree", size => Fill("", "{\"name\":\"\",\"parts\":[", "", size)),
        ("one string", "AzureAnswers.BareText", size => Fill("""{"answer":" """, "a", "\"}", size)),
        ("one string without an end", "AzureAnswers.BareText", size => Fill("""{"answer":" """, "a", "", size)),
        ("escapes", "AzureAnswers.BareText", size => Fill("""{"answer":" """, "\\n\\\"", "\"}", size)),
        ("escaped zeros", "AzureAnswers.BareText", size => Fill("""{"answer":" """, "\\u0000", "\"}", size)),
        ("escaped halves of pairs", "AzureAnswers.BareText", size => Fill("""{"answer":" """, "\\ud83d", "\"}", size)),
        ("escapes in a name", "AzureAnswers.BareText", size => Fill("""{" """, "\\u0061", "\":1}", size)),
        ("escapes for an enum", "AzureAnswers.BareMood", size => Fill("""{"answer":" """, "\\u0061", "\"}", size)),
        ("text for a date", "AzureAnswers.BareDay", size => Fill("""{"answer":" """, "2026-01-31", "\"}", size)),
        ("escaped Base64", "AzureAnswers.BareBytes", size => Fill("""{"answer":" """, "\\u0041AAA", "\"}", size)),
        ("text for addresses", "AzureAnswers.Texts", size => Fill("""{"link":"http://a/""", "../%41", "\"}", size)),
        ("digits for an integer", "AzureAnswers.BareNumber", size => Fill("""{"answer":1""", "0", "}", size)),
        ("digits of a fraction of zero", "AzureAnswers.BareNumber", size => Fill("""{"answer":1.""", "0", "}", size)),
        ("digits of an exponent", "AzureAnswers.BareNumber", size => Fill("""{"answer":1e""", "1", "}", size)),
        ("digits for a double", "AzureAnswers.Numbers", size => Fill("""{"share":1.""", "123", "}", size)),
        ("digits for a decimal", "AzureAnswers.Numbers", size => Fill("""{"money":0.""", "123", "}", size)),
        ("a list of what is right", "AzureAnswers.BareList", size => Fill("""{"answer":[""", """{"value":1,"next":{"value":2,"next":null}},""", """{"value":3,"next":null}]}""", size)),
        ("a list that ends with what is wrong", "AzureAnswers.BareList", size => Fill("""{"answer":[""", """{"value":1,"next":{"value":2,"next":null}},""", """{"value":1.5,"next":null}]}""", size)),
        ("a set of the same", "AzureAnswers.BareSet", size => Fill("""{"answer":[""", "\"a\",", "\"b\"]}", size)),
        ("white space", "AzureAnswers.BareText", size => Fill("""{"answer":"a" """, " \r\n\t", "}", size)),
        ("white space and nothing else", "AzureAnswers.BareText", size => Fill("", " \r\n\t", "", size)),
        ("unknown properties", "AzureAnswers.BareText", size => Fill("""{"answer":"a" """, (i, json) => json.Append(CultureInfo.InvariantCulture, $""","p{i}":{i}"""), "}", size)),
        ("the same property", "AzureAnswers.BareText", size => Fill("""{"answer":"a" """, ",\"answer\":\"a\"", "}", size)),
        ("a late fault among unknown properties", "AzureAnswers.BareText", size => Fill("{", (i, json) => json.Append(CultureInfo.InvariantCulture, $"\"p{i}\":{i},"), "}", size)),
    ];

    private static byte[] Fill(string start, string piece, string end, int size)
        => Fill(start, (_, json) => json.Append(piece), end, size);

    private static byte[] Fill(string start, Action<int, StringBuilder> append, string end, int size)
    {
        var json = new StringBuilder(start.TrimEnd(), size + end.Length);
        for (int i = 0; json.Length < size; i++)
        {
            append(i, json);
        }

        return Encoding.UTF8.GetBytes(json.Append(end).ToString());
    }
}
