namespace Querent;

/// <summary>
/// Goes through a row's queries as its journal knows them: renders each that has all it needs, and takes the answer that is recorded for
/// exactly that prompt. What is left is to be asked.
/// </summary>
internal static class RowReplay
{
    /// <param name="result">Takes the answers.</param>
    /// <param name="journal">The row's journal, of which the past was found.</param>
    /// <param name="calls">Lends the memory to render with.</param>
    /// <param name="isRestored">Whether the answers are of an earlier run.</param>
    /// <returns>What is left; null when the row has failed.</returns>
    /// <exception cref="JournalException">The journal holds what cannot be read.</exception>
    public static RowAgenda? Replay<TRow>(RowResult<TRow> result, RowJournal journal, CallPool calls, bool isRestored = true)
        where TRow : class
    {
        var agenda = new RowAgenda(result.Plan.WholeSchedule);
        agenda.Begin();
        List<int>? left = null;
        while (true)
        {
            if (agenda.UndecidedCount > 0)
            {
                int query = agenda.NextUndecided();
                (bool isAsked, QueryError? error) = QueryCondition.Decide(result.Plan, query, result.Input, result.Answers);
                if (error is not null)
                {
                    result.Fail(query, error);
                    return null;
                }

                if (isAsked)
                {
                    agenda.Ask(query);
                }
                else
                {
                    result.Skip(query);
                    agenda.End(query);
                }
            }
            else if (agenda.ReadyCount > 0)
            {
                int query = agenda.NextReady();
                if (TryTake(result, query, journal, calls, isRestored))
                {
                    agenda.End(query);
                }
                else
                {
                    (left ??= []).Add(query);
                }
            }
            else
            {
                left?.ForEach(query => agenda.Ask(query));
                return agenda;
            }
        }
    }

    private static bool TryTake<TRow>(RowResult<TRow> result, int query, RowJournal journal, CallPool calls, bool isRestored)
        where TRow : class
    {
        QueryDefinition definition = result.Plan.Queries[query];
        Call call = calls.Rent();
        try
        {
            PromptWriter prompt = call.Prompt;
            result.Plan.Render(query, result.Input, result.Answers, prompt);
            return RecordedAnswer.Find(definition, journal, journal.Fingerprint(query, prompt.WrittenMemory.Span), prompt, isRestored) is { } found
                && result.Take(query, found);
        }
        catch (Exception exception) when (exception is not JournalException)
        {
            return false;   // asked as if nothing were recorded: what fails then says why
        }
        finally
        {
            calls.Return(call);
        }
    }
}
