using System.Runtime.CompilerServices;

namespace Querent;

/// <summary>How a query of a row ended.</summary>
/// <param name="Answer">The answer; meaningless when there is an error.</param>
/// <param name="Error">Why there is none.</param>
/// <param name="Report">What the wire said.</param>
/// <param name="Bytes">The size of prompt and answer without images, as a measure of the memory that the row takes.</param>
/// <param name="ImageBytes">The size of the prompt's images.</param>
internal readonly record struct QueryResult(object? Answer, QueryError? Error, QueryReport Report, int Bytes, int ImageBytes);

/// <summary>Answers one query: renders its prompt, asks, judges the reply, reads the answer.</summary>
internal sealed class QueryAsker(AttemptPipeline pipeline, SharedCalls shared, StoredAnswers? stored, bool requireContentFilter)
{
    /// <summary>
    /// Asks a query of a row, for which the call holds a permit. Never throws; every way to fail is in the result.
    /// </summary>
    [AsyncMethodBuilder(typeof(KeptStateMethodBuilder<>))]
    public async ValueTask<QueryResult> AskAsync<TRow>(RowPlan<TRow> plan, int query, object input, object?[] answers, RowWatch? watch, RowJournal? journal, Call call)
        where TRow : class
    {
        QueryDefinition definition = plan.Queries[query];
        call.Watch = watch is null ? null : new QueryWatch(watch, definition);
        if (Render(plan, query, input, answers, call.Prompt) is { } renderError)
        {
            pipeline.Unsent();
            return Failed(definition, call, renderError, journal);
        }

        StorablePlan? storable = stored?.Of(plan) is { } whole && whole.Allows(query) ? whole : null;
        call.Fingerprint = journal?.Fingerprint(query, call.Prompt.WrittenMemory.Span) ?? storable?.Fingerprint(query, call.Prompt.WrittenMemory.Span);
        if (journal is { HasPast: true } && Recorded(definition, call, journal) is { } recorded)
        {
            pipeline.Unsent();
            return recorded;
        }

        call.Request = new CompletionRequest(call.Prompt.WrittenMemory, definition.ResponseFormat, definition.MaxOutputTokens) { Options = definition.Options };
        CompletionResult result = default;
        try
        {
            result = shared.Allows(call.Request) ? await ShareAsync(call, storable is not null).ConfigureAwait(false)
                : storable is not null ? await FindOrSendAsync(call).ConfigureAwait(false)
                : await pipeline.SendAsync(call).ConfigureAwait(false);
            (object? answer, QueryError? error) = Read(definition, call, result);
            if (result.Reply is { StoredAt: not null } unusable && error is not null)
            {
                unusable.Dispose();
                result = await AskAnewAsync(call).ConfigureAwait(false);
                (answer, error) = Read(definition, call, result);
            }

            QueryResult ended = error is null ? Answered(definition, call, result.Reply!, answer, journal) : Failed(definition, call, error, journal);
            if (storable is not null && ended.Error is null && !ended.Report.IsStored && !call.IsShared)
            {
                await stored!.KeepAsync(call, result.Reply!).ConfigureAwait(false);   // before those who ask the same next can find nothing in flight
            }

            return ended;
        }
        finally
        {
            shared.Complete(call, result);
            result.Reply?.Dispose();
        }
    }

    /// <summary>
    /// The answer that the journal has to the prompt: what shows another query's answer, which was asked anew, could not be looked for before.
    /// </summary>
    private static QueryResult? Recorded(QueryDefinition definition, Call call, RowJournal journal)
    {
        try
        {
            return RecordedAnswer.Find(definition, journal, call.Fingerprint, call.Prompt, isRestored: true);
        }
        catch (JournalException exception)
        {
            journal.Fail(exception);   // ends the run; this row is not given out
            return null;
        }
    }

    /// <summary>Takes the answer that the store has, or sends what it has none to.</summary>
    [AsyncMethodBuilder(typeof(KeptStateMethodBuilder<>))]
    private async ValueTask<CompletionResult> FindOrSendAsync(Call call)
        => await stored!.FindAsync(call).ConfigureAwait(false) is { } reply
            ? new CompletionResult(reply)
            : await pipeline.SendAsync(call).ConfigureAwait(false);

    /// <summary>Sends what a store had an answer to that cannot be used.</summary>
    private async ValueTask<CompletionResult> AskAnewAsync(Call call)
        => !call.HoldsPermit && await pipeline.EnterAsync(call).ConfigureAwait(false) is { } ended
            ? ended
            : await pipeline.SendAsync(call).ConfigureAwait(false);

    /// <summary>Waits for the call in flight that asks the same, or makes one that others can wait for until it is completed.</summary>
    [AsyncMethodBuilder(typeof(KeptStateMethodBuilder<>))]
    private async ValueTask<CompletionResult> ShareAsync(Call call, bool isStorable)
    {
        if (shared.TryJoin(call, out Follower? follower))
        {
            pipeline.GiveBack(call);
            if (call.Ended != CallEnd.None)
            {
                follower.Leave();   // its row ended while it joined, and nobody else will tell it
            }

            if (await follower.Result.ConfigureAwait(false) is { } result)
            {
                if (result.Reply is not { StoredAt: not null })
                {
                    call.IsShared = true;
                    pipeline.CountShared();
                }

                return result;
            }

            if (await pipeline.EnterAsync(call).ConfigureAwait(false) is { } ended)
            {
                return ended;
            }
        }

        return isStorable ? await FindOrSendAsync(call).ConfigureAwait(false) : await pipeline.SendAsync(call).ConfigureAwait(false);
    }

    /// <summary>Judges how a call ended, and reads its answer.</summary>
    private (object? Answer, QueryError? Error) Read(QueryDefinition definition, Call call, in CompletionResult result)
    {
        if (!result.TryGetReply(out CompletionReply? reply, out QueryError? error))
        {
            return (null, error);
        }

        object? answer = null;
        QueryError? rejection = ReplyJudgement.Judge(reply, requireContentFilter);
        if (rejection is null)
        {
            try
            {
                answer = definition.Read(reply.Content.GetValueOrDefault().Span);
            }
            catch (Exception exception)
            {
                rejection = Invalid(exception) with { RequestId = reply.RequestId };
            }
        }

        if (rejection is not null)
        {
            call.RejectReply(rejection);
        }

        return (answer, rejection);
    }

    private QueryResult Answered(QueryDefinition definition, Call call, CompletionReply reply, object? answer, RowJournal? journal)
    {
        if (TellOfLastAttempt(call) is { } observerError)
        {
            return Failed(definition, call, observerError, journal);
        }

        if (reply.StoredAt is not null)
        {
            pipeline.CountStored(call);
        }

        ReadOnlySpan<byte> content = reply.Content.GetValueOrDefault().Span;
        QueryReport report = Report(definition, call, QueryStatus.Answered, reply);
        journal?.Answered(definition.Name, call.Fingerprint!, reply, call.Prompt.WrittenMemory.Span, report.Attempts);
        return new QueryResult(answer, null, report, call.Prompt.TextBytes + content.Length, call.Prompt.ImageBytes);
    }

    private static QueryError? Render<TRow>(RowPlan<TRow> plan, int query, object input, object?[] answers, PromptWriter prompt)
        where TRow : class
    {
        try
        {
            plan.Render(query, input, answers, prompt);
            return null;
        }
        catch (LookupException exception)
        {
            return QueryCondition.MissingKey(exception, "prompt");
        }
        catch (ImageException exception)
        {
            return new QueryError(QueryErrorKind.InvalidInput, exception.Message);
        }
        catch (Exception exception)
        {
            return new QueryError(QueryErrorKind.RowCode, $"The prompt could not be rendered: code that the prompt calls threw {exception.GetType().FullName}.") { Exception = exception };
        }
    }

    private static QueryError Invalid(Exception exception) => exception is AnswerException invalid
        ? new QueryError(QueryErrorKind.InvalidAnswer, $"{invalid.Path}: {invalid.Message}") { Path = invalid.Path, Rule = invalid.Rule, CheckMessage = invalid.CheckMessage }
        : new QueryError(QueryErrorKind.RowCode, $"The answer's type threw {exception.GetType().FullName} when it was made or checked.") { Exception = exception };

    /// <summary>Tells of the last attempt; an error when this or an earlier one could not be told of.</summary>
    private static QueryError? TellOfLastAttempt(Call call)
    {
        call.TellOfAttempt(isTriedAgain: false);
        return call.Watch?.Fault is { } fault
            ? new QueryError(QueryErrorKind.RowCode, $"The attempt observer threw {fault.GetType().FullName}.") { Exception = fault }
            : null;
    }

    private static QueryResult Failed(QueryDefinition definition, Call call, QueryError error, RowJournal? journal)
    {
        QueryError? observerError = TellOfLastAttempt(call);
        error = error.Kind == QueryErrorKind.Cancelled ? error : observerError ?? error;
        QueryReport report = Report(definition, call, error.Kind == QueryErrorKind.Cancelled ? QueryStatus.Dropped : QueryStatus.Failed);
        if (report.Attempts.Length > 0)
        {
            journal?.NotAnswered(definition.Name, call.Fingerprint!, call.Prompt.WrittenMemory.Span, report.Attempts);
        }

        return new(null, error, report, call.Prompt.TextBytes, call.Prompt.ImageBytes);
    }

    private static QueryReport Report(QueryDefinition definition, Call call, QueryStatus status, CompletionReply? reply = null) => new(definition.Name, status, call.Attempts(), call.Latency)
    {
        IsShared = call.IsShared,
        StoredAt = reply?.StoredAt,
        StoredModel = reply?.StoredAt is null ? null : reply.Model,
    };
}
