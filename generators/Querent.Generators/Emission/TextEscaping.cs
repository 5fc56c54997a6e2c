using System.Globalization;
using System.Text;

namespace Querent.Generators.Emission;

/// <summary>Escapes fixed text at build time, in the way that the run time escapes values.</summary>
internal static class TextEscaping
{
    /// <summary>The content of a JSON string, without its quotes. A lone surrogate becomes U+FFFD.</summary>
    public static string JsonContent(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '"': result.Append("\\\""); break;
                case '\\': result.Append(@"\\"); break;
                case '\n': result.Append("\\n"); break;
                case '\r': result.Append("\\r"); break;
                case '\t': result.Append("\\t"); break;
                case < ' ' or '\u007F' or '\u0085' or '\u2028' or '\u2029' or '\uFEFF':
                    result.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    break;
                default:
                    if (char.IsSurrogatePair(text, i))
                    {
                        result.Append(c).Append(text[++i]);
                    }
                    else
                    {
                        result.Append(char.IsSurrogate(c) ? '\uFFFD' : c);
                    }

                    break;
            }
        }

        return result.ToString();
    }

    /// <summary>A JSON string with its quotes.</summary>
    public static string JsonString(string text) => $"\"{JsonContent(text)}\"";

    /// <summary>Text with the five characters that XML reserves as entities.</summary>
    public static string Xml(string text)
        => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;").Replace("\"", "&#34;").Replace("'", "&#39;");
}
