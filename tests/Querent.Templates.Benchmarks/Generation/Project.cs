using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Tests.Harness;

namespace Querent.Templates.Benchmarks.Generation;

/// <summary>A project of many row types, a file each, some of which share prompt files.</summary>
internal static class Project
{
    public const int Rows = 200;
    public const int RowsPerPromptFile = 5;
    private const int PromptFiles = 10;

    private const string Row = """
        using System.Collections.Generic;
        using System.ComponentModel;
        using Querent;

        namespace Project;

        public enum Urgency@ROW { Low, Normal, High }

        public sealed record Answer@ROW([property: Description("How urgent it is.")] Urgency@ROW Urgency, double Confidence, IReadOnlyList<string> Reasons);

        [QueryRow(System = "You work on the support desk of a retail bank.")]
        public partial record Row@ROW
        {
            public required int Id { get; init; }
            public required string Text { get; init; }
            public string? Note { get; init; }
            public required IReadOnlyList<string> Tags { get; init; }

            [Query("Classify number @ROW@EDIT.\n<message>{{ Text | xml }}</message>{% if Note %} Note: {{ Note }}{% endif %}")]
            public required Answer@ROW First { get; init; }

            [Query("@SECOND")]
            public required string Second { get; init; }
        }
        """;

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    public static CSharpCompilation Compilation { get; } = CSharpCompilation.Create(
        "Project",
        [.. Enumerable.Range(0, Rows).Select(row => Parse(Source(row, ""), $"/src/Row{row}.cs")), Parse(Unrelated(0), "/src/Unrelated.cs")],
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RowExecutor).Assembly.Location)],
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));

    public static ImmutableArray<AdditionalText> Prompts { get; } = [.. Enumerable.Range(0, PromptFiles).Select(file => Prompt(file, ""))];

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, ParseOptions, path, Encoding.UTF8);

    public static AdditionalText Prompt(int number, string edit) => new PromptFileText($"prompts/{number}.md", $"Case {{{{ Id }}}}:\n{{% for tag in Tags %}}- {{{{ tag | xml }}}}\n{{% endfor %}}{edit}");

    /// <summary>A class that is edited while somebody types elsewhere.</summary>
    public static string Unrelated(int keystroke) => $"namespace Project; public class Unrelated {{ public int Value() => {keystroke}; }}";

    public static string Source(int row, string edit) => Row
        .Replace("@ROW", row.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("@EDIT", edit, StringComparison.Ordinal)
        .Replace("@SECOND", Second(row), StringComparison.Ordinal);

    private static string Second(int row) => row < PromptFiles * RowsPerPromptFile
        ? $"{{% include 'prompts/{row % PromptFiles}.md' %}}"
        : "Answer: {{ Text }}{% for tag in Tags %} {{ loop.index }}. {{ tag }}{% endfor %}";
}
