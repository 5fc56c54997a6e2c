using System.Runtime.Loader;
using System.Text;
using System.Text.Json.Nodes;
using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Querent.Generators;
using Querent.Generators.Tests.Harness;

namespace Querent.Jinja2.Tests;

/// <summary>Renders templates as a user's project does: compiled by the generator into code that is run.</summary>
internal static class GeneratedRenderers
{
    private const int TemplatesPerRow = 40;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    /// <summary>For each input the prompts of all templates.</summary>
    public static async Task<IReadOnlyList<string[]>> RenderAsync(IReadOnlyList<string> templates, IEnumerable<JsonObject> inputs, CancellationToken cancellationToken)
    {
        CSharpCompilation sources = CSharpCompilation.Create(
            "Rendered",
            [CSharpSyntaxTree.ParseText(Source(templates), ParseOptions, "/src/Rows.cs", Encoding.UTF8, cancellationToken)],
            [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(RowExecutor).Assembly.Location)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, optimizationLevel: OptimizationLevel.Release));
        CSharpGeneratorDriver.Create([new QueryRowGenerator().AsSourceGenerator()], PromptFiles.AdditionalTexts, ParseOptions, PromptFileOptions.Instance)
            .RunGeneratorsAndUpdateCompilation(sources, out Compilation compilation, out _, cancellationToken);
        await DemandNoDiagnosticsAsync(compilation, cancellationToken);

        using var image = new MemoryStream();
        EmitResult result = compilation.Emit(image, cancellationToken: cancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(10)));
        image.Position = 0;
        Type entry = new AssemblyLoadContext("Rendered", isCollectible: true).LoadFromStream(image).GetType("Entry", throwOnError: true)!;
        Func<JsonNode, string[]> render = entry.GetMethod("Render")!.CreateDelegate<Func<JsonNode, string[]>>();
        return [.. inputs.Select(render)];
    }

    private static async Task DemandNoDiagnosticsAsync(Compilation compilation, CancellationToken cancellationToken)
    {
        var analysis = new CompilationWithAnalyzers(
            compilation,
            [new QueryRowAnalyzer()],
            new CompilationWithAnalyzersOptions(new AnalyzerOptions(PromptFiles.AdditionalTexts, PromptFileOptions.Instance), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        string[] found = [.. (await analysis.GetAnalyzerDiagnosticsAsync(cancellationToken)).Select(diagnostic => $"{diagnostic.Id} {diagnostic.GetMessage(null)} {LineOf(diagnostic)}")];
        Assert.True(found.Length == 0, $"{found.Length} diagnostics:\n{string.Join("\n", found.DistinctBy(text => text[..40]).Take(20))}");
    }

    private static string LineOf(Diagnostic diagnostic)
        => diagnostic.Location.SourceTree is { } tree ? tree.GetText().Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start).ToString().Trim() : "";

    private static string Source(IReadOnlyList<string> templates)
    {
        var source = new StringBuilder(Sample.Types);
        var calls = new StringBuilder();
        string[][] rows = [.. templates.Chunk(TemplatesPerRow)];
        for (int row = 0; row < rows.Length; row++)
        {
            source.Append($"[QueryRow(Input = typeof(Sample))]\npublic partial record Row{row}\n{{\n{Sample.Members}\n");
            for (int query = 0; query < rows[row].Length; query++)
            {
                source.Append($"    [Query({SymbolDisplay.FormatLiteral(rows[row][query], quote: true)})] public required string Q{query} {{ get; init; }}\n");
                calls.Append($"            Row{row}.Prompts.Q{query}.Render(sample).User,\n");
            }

            source.Append("}\n\n");
        }

        return source
            .Append("public static class Entry\n{\n    public static string[] Render(JsonNode json)\n    {\n        Sample sample = Sample.Of(json);\n        return\n        [\n")
            .Append(calls).Append("        ];\n    }\n}\n").ToString();
    }
}
