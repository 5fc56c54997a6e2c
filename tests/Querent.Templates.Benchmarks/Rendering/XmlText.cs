using System.Security;

namespace Querent.Templates.Benchmarks.Rendering;

/// <summary>Escapes a text for XML as the generated renderers do, by what the framework has.</summary>
internal static class XmlText
{
    public static string Escape(string text)
        => SecurityElement.Escape(text).Replace("&quot;", "&#34;", StringComparison.Ordinal).Replace("&apos;", "&#39;", StringComparison.Ordinal);
}
