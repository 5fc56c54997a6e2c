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

    // Compilations made from one share what was read of the references, which is most of a small compilation's cost.
    private static readonly CSharpCompilation Empty = CSharpCompilation.Create(
        "Sample",
        syntaxTrees: null,
        [.. Net100.References.All, MetadataReference.CreateFromFile(typeof(QueryRowAttribute).Assembly.Location)],
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary,
            nullableContextOptions: NullableContextOptions.Enable,
            generalDiagnosticOption: ReportDiagnostic.Error));

    static TestCompilation() => _ = Empty.GetSpecialType(SpecialType.System_Object);

    public static CSharpCompilation Create(LanguageVersion version, params string[] sources)
    {
        CSharpParseOptions options = Options(version);
        SyntaxTree[] trees = [.. sources.Prepend(Usings)
            .Select((source, i) => CSharpSyntaxTree.ParseText(source, options, $"/src/File{i}.cs", System.Text.Encoding.UTF8))];
        return Empty.AddSyntaxTrees(trees);
    }

    public static CSharpParseOptions Options(LanguageVersion version)
        => new(version, DocumentationMode.Diagnose);
}
