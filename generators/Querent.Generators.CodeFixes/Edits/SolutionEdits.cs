using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Querent.Generators.CodeFixes.Edits;

/// <summary>Makes edits in a solution, those of one document together.</summary>
internal static class SolutionEdits
{
    public static async Task<Solution> ApplyAsync(Solution solution, IEnumerable<TextEdit> edits, CancellationToken cancellationToken)
    {
        Solution changed = solution;
        foreach (IGrouping<DocumentId, TextEdit> edited in edits.GroupBy(edit => edit.Document))
        {
            IEnumerable<TextChange> changes = Disjoint(edited).Select(edit => new TextChange(edit.Span, edit.Text));
            if (solution.GetDocument(edited.Key) is { } document)
            {
                SourceText text = await document.GetTextAsync(cancellationToken).ConfigureAwait(false);
                changed = changed.WithDocumentText(edited.Key, text.WithChanges(changes));
            }
            else if (solution.GetAdditionalDocument(edited.Key) is { } file)
            {
                SourceText text = await file.GetTextAsync(cancellationToken).ConfigureAwait(false);
                changed = changed.WithAdditionalDocumentText(edited.Key, text.WithChanges(changes));
            }
        }

        return changed;
    }

    // A constant or file of several rows is reported for each of them, and the end of an outer tag has the inner one's in it.
    private static List<TextEdit> Disjoint(IEnumerable<TextEdit> edits)
    {
        var chosen = new List<TextEdit>();
        foreach (TextEdit edit in edits.OrderBy(edit => edit.Span.Start).ThenBy(edit => edit.Span.Length).ThenByDescending(edit => edit.Text.Length))
        {
            TextEdit? last = chosen.LastOrDefault();
            if (last is null || (edit.Span.Start > last.Span.Start && edit.Span.Start >= last.Span.End))
            {
                chosen.Add(edit);
            }
        }

        return chosen;
    }
}
