using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.CodeFixes.Tests.Harness;

/// <summary>A user's project as an IDE has it: documents and prompt files in a workspace, analyzed after the generator ran.</summary>
internal sealed class UserProject
{
    private static readonly ImmutableArray<FixProvider> Providers =
        [new TemplateFixProvider(), new DeclarationFixProvider(), new RecordFixProvider(), new ColumnFixProvider(), new QueryFixProvider()];

    private readonly Project _project;

    private UserProject(Project project) => _project = project;

    public static UserProject Of(string[] sources, params (string Path, string Text)[] files)
    {
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, sources);
        var id = ProjectId.CreateNewId();
        Solution solution = new AdhocWorkspace().CurrentSolution.AddProject(ProjectInfo.Create(
            id,
            VersionStamp.Default,
            "Sample",
            "Sample",
            LanguageNames.CSharp,
            compilationOptions: compilation.Options,
            parseOptions: TestCompilation.Options(LanguageVersion.Latest),
            metadataReferences: compilation.References));
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            solution = solution.AddDocument(DocumentId.CreateNewId(id), tree.FilePath, tree.GetText(), filePath: tree.FilePath);
        }

        foreach ((string path, string text) in files)
        {
            solution = solution.AddAdditionalDocument(DocumentId.CreateNewId(id), path, SourceText.From(text), filePath: PromptFileText.Root + path);
        }

        return new UserProject(solution.GetProject(id)!);
    }

    /// <summary>The project without a line of the usings that all of its files share.</summary>
    public async Task<UserProject> WithoutAsync(string line)
    {
        Document usings = _project.Documents.First();
        SourceText text = await usings.GetTextAsync(TestContext.Current.CancellationToken);
        return new UserProject(usings.WithText(SourceText.From(text.ToString().Replace(line, "", StringComparison.Ordinal))).Project);
    }

    /// <summary>The texts of the sources, and then of the prompt files.</summary>
    public async Task<string[]> TextsAsync()
    {
        var texts = new List<string>();
        foreach (TextDocument document in _project.Documents.Skip(1).Concat<TextDocument>(_project.AdditionalDocuments))
        {
            texts.Add((await document.GetTextAsync(TestContext.Current.CancellationToken)).ToString());
        }

        return [.. texts];
    }

    /// <summary>What the analyzer reports, or else the compiler.</summary>
    public async Task<ImmutableArray<Diagnostic>> DiagnoseAsync()
    {
        Compilation compilation = (await _project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        ImmutableArray<AdditionalText> files = _project.AnalyzerOptions.AdditionalFiles;
        CSharpGeneratorDriver.Create([new QueryRowGenerator().AsSourceGenerator()], files, TestCompilation.Options(LanguageVersion.Latest), PromptFileOptions.Instance)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation completed, out _, TestContext.Current.CancellationToken);
        ImmutableArray<Diagnostic> reported = await completed
            .WithAnalyzers([new QueryRowAnalyzer()], new AnalyzerOptions(files, PromptFileOptions.Instance))
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return reported.IsEmpty
            ? [.. completed.GetDiagnostics(TestContext.Current.CancellationToken).Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error)]
            : [.. reported.OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>The fixes that are offered for a diagnostic.</summary>
    public async Task<IReadOnlyList<CodeAction>> OffersAsync(Diagnostic diagnostic)
    {
        var offers = new List<CodeAction>();
        foreach (FixProvider provider in Providers.Where(provider => provider.FixableDiagnosticIds.Contains(diagnostic.Id)))
        {
            TextDocument document = diagnostic.Location.SourceTree is { } tree
                ? _project.GetDocument(tree)!
                : _project.AdditionalDocuments.Single(file => file.FilePath == diagnostic.Location.GetLineSpan().Path);
            await provider.RegisterCodeFixesAsync(new CodeFixContext(
                document, diagnostic, (action, _) => offers.Add(action), TestContext.Current.CancellationToken));
        }

        return offers;
    }

    /// <summary>The fix of many diagnostics at once that goes with one fix; null where there is none.</summary>
    public async Task<CodeAction?> OfferForAllAsync(string id, CodeAction offer, FixAllScope scope, string document)
    {
        FixProvider provider = Providers.Single(candidate => candidate.FixableDiagnosticIds.Contains(id));
        FixAllContext context = scope == FixAllScope.Document
            ? new FixAllContext(
                _project.Documents.Single(candidate => candidate.FilePath == document), provider, scope, offer.EquivalenceKey!, [id], new Reported(this), TestContext.Current.CancellationToken)
            : new FixAllContext(_project, provider, scope, offer.EquivalenceKey!, [id], new Reported(this), TestContext.Current.CancellationToken);
        return await provider.GetFixAllProvider().GetFixAsync(context);
    }

    /// <summary>The project after a fix.</summary>
    public async Task<UserProject> AfterAsync(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        return new UserProject(Assert.IsType<ApplyChangesOperation>(Assert.Single(operations)).ChangedSolution.GetProject(_project.Id)!);
    }

    /// <summary>Hands the analyzer's diagnostics to a fix of many.</summary>
    private sealed class Reported(UserProject user) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => await user.DiagnoseAsync();

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
            => (await user.DiagnoseAsync()).Where(diagnostic => diagnostic.Location.GetLineSpan().Path == document.FilePath);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken)
            => Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
