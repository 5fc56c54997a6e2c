using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Querent.Generators.Tests.Harness;

namespace Querent.Jinja2.Tests;

/// <summary>The files that templates include, as a project hands them to the compiler.</summary>
internal static class PromptFiles
{
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["plain.md"] = "Text: {{ Text }}\n  {%- if Flag %} flagged{% endif %}.",
        ["looping.md"] = "{% for tag in Tags %}\n- {{ tag | trim }}{% else %}no tags{% endfor %}",
        ["parts/nested.md"] = "<{% include 'plain.md' %}>",
    };

    public static ImmutableArray<AdditionalText> AdditionalTexts { get; } = [.. All.Select(file => new PromptFileText(file.Key, file.Value))];
}
