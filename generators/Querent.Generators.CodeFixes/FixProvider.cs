using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Querent.Generators.CodeFixes.Edits;

namespace Querent.Generators.CodeFixes;

/// <summary>Offers what mends a diagnostic, for one and for many at once.</summary>
public abstract class FixProvider : CodeFixProvider
{
    private protected FixProvider()
    {
    }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => new EditFixAllProvider(FindAsync);

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        Project project = context.TextDocument.Project;
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            foreach (Fix fix in await FindAsync(project, diagnostic, context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        fix.Title,
                        cancellationToken => SolutionEdits.ApplyAsync(project.Solution, fix.Edits, cancellationToken),
                        fix.Key),
                    diagnostic);
            }
        }
    }

    /// <summary>What mends a diagnostic, the likeliest first.</summary>
    private protected abstract Task<IReadOnlyList<Fix>> FindAsync(Project project, Diagnostic diagnostic, CancellationToken cancellationToken);
}
