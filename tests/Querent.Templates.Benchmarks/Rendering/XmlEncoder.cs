using System.Text;
using HandlebarsDotNet;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>Makes Handlebars escape as the others do, and nothing beyond ASCII.</summary>
internal sealed class XmlEncoder : ITextEncoder
{
    public IFormatProvider? FormatProvider { get; set; }

    public void Encode(StringBuilder? text, TextWriter target) => target.Write(XmlText.Escape(text?.ToString() ?? ""));

    public void Encode(string? text, TextWriter target) => target.Write(XmlText.Escape(text ?? ""));

    public void Encode<T>(T? text, TextWriter target)
        where T : IEnumerator<char>
    {
        var whole = new StringBuilder();
        while (text?.MoveNext() == true)
        {
            whole.Append(text.Current);
        }

        Encode(whole, target);
    }
}
