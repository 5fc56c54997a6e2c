namespace Querent;

/// <summary>Gives each row of a run its journal, by the key that the row is known by. For the run's one reader.</summary>
internal sealed class RowJournals<TRow>(RunJournal run, RowPlan<TRow> plan)
    where TRow : class
{
    /// <summary>How much of an input's hash is its key: two of a billion rows have the same with a chance of 1 in 10²⁰.</summary>
    private const int KeyBytes = 16;

    /// <summary>The journal of a row, or why it can have none.</summary>
    public (RowJournal? Journal, QueryError? Refusal) Of(object input, long index)
    {
        byte[] inputHash;
        string? key;
        try
        {
            inputHash = HashOf(input);
            key = plan.HasRowKey ? plan.KeyOf(input) : Convert.ToHexStringLower(inputHash.AsSpan(0, KeyBytes));
        }
        catch (Exception exception)
        {
            return (null, new QueryError(QueryErrorKind.RowCode, $"The row's key could not be made: its own code threw {exception.GetType().FullName}.") { Exception = exception });
        }

        if (string.IsNullOrEmpty(key) || !IsText(key))
        {
            return (null, new QueryError(QueryErrorKind.InvalidInput, "The row's [RowKey] is null or empty, or no text (it has a NUL or half of a surrogate pair), so that the journal cannot tell the row from others."));
        }

        int count = plan.HasRowKey ? run.Keys.Count(key) : run.Keys.Count(inputHash);
        if (count > 1)
        {
            if (plan.HasRowKey && run.Options.DuplicateKeys == DuplicateRowKeys.Refuse)
            {
                return (null, new QueryError(
                    QueryErrorKind.InvalidInput,
                    $"An earlier row of the source has the same [RowKey]. Take one of them out, or set {nameof(JournalOptions)}.{nameof(JournalOptions.DuplicateKeys)} to {nameof(DuplicateRowKeys.Number)}."));
            }

            string numbered;
            do
            {
                numbered = $"{key}#{count++}";
            }
            while (run.Keys.Count(numbered) > 1);
            key = numbered;
        }

        return (new RowJournal(run, plan.HasRowKey ? run.Options.KeyOf(key) : key, index, inputHash), null);
    }

    private static bool IsText(string key)
    {
        for (int at = 0; at < key.Length; at++)
        {
            if (key[at] == '\0' || (char.IsSurrogate(key[at]) && !char.IsSurrogatePair(key, at++)))
            {
                return false;
            }
        }

        return true;
    }

    private byte[] HashOf(object input)
    {
        JsonText text = run.Texts.Rent();
        byte[] hash = InputHash.Of(plan, input, text.Buffer, text.Writer);
        run.Texts.Return(text);
        return hash;
    }
}
