namespace Querent;

/// <summary>Takes the answer that a row's journal has to exactly what is asked.</summary>
internal static class RecordedAnswer
{
    /// <param name="definition">The query.</param>
    /// <param name="journal">The row's journal, of which the past was found.</param>
    /// <param name="fingerprint">The query's, with its prompt.</param>
    /// <param name="prompt">The rendered prompt.</param>
    /// <param name="isRestored">Whether the answer is of an earlier run.</param>
    /// <returns>The answer; null where there is none, or it does not read any more.</returns>
    /// <exception cref="JournalException">The answer is protected, and not with what the run was given.</exception>
    public static QueryResult? Find(QueryDefinition definition, RowJournal journal, ReadOnlySpan<byte> fingerprint, PromptWriter prompt, bool isRestored)
    {
        if (journal.FindAnswer(definition.Name, fingerprint) is not { } found)
        {
            return null;
        }

        try
        {
            object? answer = definition.Read(found.Answer.Span);
            var report = new QueryReport(definition.Name, QueryStatus.Answered, found.Attempts) { IsRestored = isRestored };
            return new QueryResult(answer, null, report, prompt.TextBytes + found.Answer.Length, prompt.ImageBytes);
        }
        catch (Exception exception) when (exception is not JournalException)
        {
            return null;   // asked as if nothing were recorded: what fails then says why
        }
    }
}
