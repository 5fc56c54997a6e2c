using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Querent.Generators.Binding;
using Querent.Generators.Diagnostics;
using Querent.Generators.Discovery;
using Querent.Generators.Locations;
using Querent.Generators.Model;
using Querent.Generators.Validation;

namespace Querent.Generators;

/// <summary>
/// Reports what is wrong with types marked <c>[QueryRow]</c>. Reads and binds them as the <see cref="QueryRowGenerator"/>
/// does, and then looks the places up in the source, which the generator must not hold on to.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class QueryRowAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => AllRules.Descriptors;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(static start =>
        {
            var files = new Lazy<PromptFiles>(
                () => PromptFileReader.ReadAll(start.Options.AdditionalFiles, start.Options.AnalyzerConfigOptionsProvider, start.CancellationToken));
            var lookups = new Lazy<LookupFiles>(
                () => LookupFileReader.ReadAll(start.Options.AdditionalFiles, start.Options.AnalyzerConfigOptionsProvider, start.CancellationToken));
            var strays = new StrayRowKeys(start.Compilation, start.CancellationToken);
            start.RegisterSymbolAction(context => Analyze(context, files, lookups), SymbolKind.NamedType);
            start.RegisterSymbolAction(context => ReportStrays(context, strays), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Lazy<PromptFiles> files, Lazy<LookupFiles> lookups)
    {
        var row = (INamedTypeSymbol)context.Symbol;
        if (RowReader.Read(row, context.Compilation, context.CancellationToken) is not { } shape)
        {
            return;
        }

        var problems = new List<Problem>();
        RowBinder.Bind(shape, files.Value, lookups.Value, problems);
        if (!problems.Any(problem => problem.IsError) && !GeneratedTypes.IsCompleted(row))
        {
            // All is well with the row now, and was not when the generator looked.
            string[] names = GeneratedTypes.UsedBy(row)
                .Where(type => type.Name != MatrixReader.CaseName || !SymbolEqualityComparer.Default.Equals(type.ContainingType, row))
                .Select(type => $"'{type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString()}'")
                .Distinct(StringComparer.Ordinal)
                .ToArray();

            // Before "Case" was there, the name meant another type around the row.
            RowMember? matrix = names.Length == 0 && shape.DeclaresCase ? shape.Members.FirstOrDefault(member => member.Query?.Matrix is not null) : null;
            problems.Add(matrix is null
                ? new Problem(RowRules.NotCompleted, Site.Row, row.Name, names.Length == 0 ? "" : $" ({string.Join(", ", names)})")
                : new Problem(MatrixRules.WrongType, Site.Member(matrix.Name), matrix.Name, matrix.Query!.Matrix!.TypeName, MatrixCheck.ForeignCase(shape)));
        }

        if (problems.Count == 0)
        {
            return;
        }

        var inherited = new HashSet<string>(
            shape.Members.Where(member => member.IsInheritedFromRow).Select(member => member.Name), StringComparer.Ordinal);
        var inheritedStudies = new HashSet<int>(
            shape.CaseStudies.Where(study => study is { Property: null, IsInheritedFromRow: true }).Select(study => study.Place));
        var ofBase = new Lazy<HashSet<(DiagnosticDescriptor Rule, Site Site)>>(() => ProblemsOfBase(row, context, files, lookups));
        var locator = new SiteLocator(row, context.Compilation, context.Options, context.CancellationToken);
        var reported = new HashSet<(DiagnosticDescriptor Rule, Location Place, EquatableArray<string> Arguments)>();
        foreach (Problem problem in problems)
        {
            // The base row's own report has it already, where what it says is not up to this row.
            bool isInherited = (inherited.Contains(problem.Site.Name) && SiteLocator.IsOfMember(problem.Site)) || IsOf(inheritedStudies, problem.Site);
            if (isInherited && ofBase.Value.Contains((problem.Rule, problem.Site)))
            {
                continue;
            }

            // A file or constant that two queries use is wrong once.
            Diagnostic diagnostic = Report(problem, locator);
            if (reported.Add((problem.Rule, diagnostic.Location, problem.Arguments)))
            {
                context.ReportDiagnostic(diagnostic);
            }
        }
    }

    private static void ReportStrays(SymbolAnalysisContext context, StrayRowKeys strays)
    {
        foreach ((ISymbol marked, string reason) in strays.Of((INamedTypeSymbol)context.Symbol))
        {
            string name = marked is IPropertySymbol { IsIndexer: true } ? "this[]" : marked.Name;
            context.ReportDiagnostic(Diagnostic.Create(RowRules.StrayRowKey, marked.Locations[0], name, reason));
        }
    }

    // What a base row says of a template may differ from what a derived one does, which knows other filters and tables.
    private static HashSet<(DiagnosticDescriptor Rule, Site Site)> ProblemsOfBase(
        INamedTypeSymbol row, SymbolAnalysisContext context, Lazy<PromptFiles> files, Lazy<LookupFiles> lookups)
    {
        var problems = new List<Problem>();
        foreach (INamedTypeSymbol level in row.Lineage().Skip(1))
        {
            if (RowReader.Read(level, context.Compilation, context.CancellationToken) is { } shape)
            {
                RowBinder.Bind(shape, files.Value, lookups.Value, problems);
            }
        }

        return [.. problems.Select(problem => (problem.Rule, problem.Site))];
    }

    private static bool IsOf(HashSet<int> studies, Site site)
        => site is { Kind: SiteKind.CaseStudy, Name: "" } && studies.Contains(site.Offset);

    private static Diagnostic Report(Problem problem, SiteLocator locator)
    {
        Location location = locator.Locate(problem.Site);
        object[] arguments = problem.Arguments.ToArray<object>();
        if (problem.Mend is not { } mend || locator.LocateEdit(mend.Site) is not { } edit)
        {
            return Diagnostic.Create(problem.Rule, location, arguments);
        }

        Location[] elsewhere = edit.Equals(location) ? [] : [edit];
        return Diagnostic.Create(problem.Rule, location, elsewhere, MendProperties.Of(mend), arguments);
    }
}
