using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Querent.Architecture.Tests;

/// <summary>The sources of a project, parsed and bound, so that what a name refers to is known.</summary>
/// <param name="Compilation">The bound sources; a tree's path is relative to the project's folder.</param>
internal sealed record BoundSource(CSharpCompilation Compilation)
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Latest);

    // What this process runs on: the framework, Polly, Roslyn, but not the library whose sources are bound.
    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => !Path.GetFileName(path).StartsWith("Querent", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>Binds a project's files, but for what a build left beside them.</summary>
    public static BoundSource OfProject(string folder)
    {
        string root = RepositoryRoot.Of(folder);
        IEnumerable<(string, string)> files = Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal);
        return Of([.. files]);
    }

    /// <summary>Binds files given as path and text.</summary>
    public static BoundSource Of(params (string Path, string Text)[] files) => new(CSharpCompilation.Create(
        "Bound",
        [
            .. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, ParseOptions, file.Path)),
            CSharpSyntaxTree.ParseText(ImplicitUsings, ParseOptions),
        ],
        References,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)));

    /// <summary>What does not compile, and so would not be seen by a test over these sources.</summary>
    // CS8795: no generator runs here, so that what the logging generator implements has no body.
    public IEnumerable<string> Errors() => Compilation.GetDiagnostics(TestContext.Current.CancellationToken)
        .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error && diagnostic.Id != "CS8795")
        .Select(diagnostic => diagnostic.ToString());
}
