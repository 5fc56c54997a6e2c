using Basic.Reference.Assemblies;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Querent.Generators.Tests.Harness;

/// <summary>Compilations as a user's project would have them: nullable, documented, warnings as errors.</summary>
internal static class TestCompilation
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.ComponentModel;
        global using System.ComponentModel.DataAnnotations;
        global using System.Text.Json.Serialization;
        global using Querent;
        """;

    private static readonly IReadOnlyList<MetadataReference> References =
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(QueryRowAttribute).Assembly.Location)];

    public static CSharpCompilation Create(LanguageVersion version, params string[] sources)
    {
        CSharpParseOptions options = Options(version);
        IEnumerable<SyntaxTree> trees = sources.Prepend(Usings)
            .Select((source, i) => CSharpSyntaxTree.ParseText(source, options, $"/src/File{i}.cs", System.Text.Encoding.UTF8));
        return CSharpCompilation.Create(
            "Sample",
            trees,
            References,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error));
    }

    public static CSharpParseOptions Options(LanguageVersion version)
        => new(version, DocumentationMode.Diagnose);
}
