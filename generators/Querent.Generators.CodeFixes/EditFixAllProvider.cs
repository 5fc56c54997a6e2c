using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Querent.Generators.CodeFixes.Edits;

namespace Querent.Generators.CodeFixes;

/// <summary>
/// Makes the fixes of one key together. Roslyn's own would merge documents that were fixed one diagnostic at a time, and
/// knows neither of prompt files nor that a constant of two rows is to be mended once.
/// </summary>
/// <param name="find">Finds what mends a diagnostic.</param>
internal sealed class EditFixAllProvider(Func<Project, Diagnostic, CancellationToken, Task<IReadOnlyList<Fix>>> find) : FixAllProvider
{
    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        var fixes = new List<Fix>();
        IEnumerable<Project> projects = fixAllContext.Scope == FixAllScope.Solution ? fixAllContext.Solution.Projects : [fixAllContext.Project];
        foreach (Project project in projects.Where(project => project.Language == fixAllContext.Project.Language))
        {
            ImmutableArray<Diagnostic> diagnostics = fixAllContext is { Scope: FixAllScope.Document, Document: { } document }
                ? await fixAllContext.GetDocumentDiagnosticsAsync(document).ConfigureAwait(false)
                : await fixAllContext.GetAllDiagnosticsAsync(project).ConfigureAwait(false);
            foreach (Diagnostic diagnostic in diagnostics)
            {
                IReadOnlyList<Fix> found = await find(project, diagnostic, fixAllContext.CancellationToken).ConfigureAwait(false);
                fixes.AddRange(found.Where(fix => fix.Key == fixAllContext.CodeActionEquivalenceKey));
            }
        }

        return fixes.Count == 0 ? null : CodeAction.Create(
            fixes[0].Title,
            cancellationToken => SolutionEdits.ApplyAsync(fixAllContext.Solution, fixes.SelectMany(fix => fix.Edits), cancellationToken),
            fixAllContext.CodeActionEquivalenceKey);
    }
}
