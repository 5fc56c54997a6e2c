namespace Querent.Testing;

/// <summary>Says of a request that cannot be played what is recorded in its place, and how to record it anew.</summary>
/// <param name="name">What the test calls the cassette.</param>
/// <param name="tape">What is on it.</param>
/// <param name="howToRecord">What to do to record anew.</param>
internal sealed class MismatchReport(string name, Tape tape, string howToRecord)
{
    private readonly Lazy<NearestRequest> _nearest = new(() => new NearestRequest(tape.Requests()));

    /// <summary>Why a request is not played; an error that is not tried again.</summary>
    public QueryError Of(AskedRequest asked)
    {
        int recorded = tape.CountOf(asked);
        string message = recorded > 0
            ? $"This request is asked more often than the cassette '{name}' has it, which is {recorded} times. Its answers are sampled, so the last is not played again unless {nameof(CassetteOptions.AllowRepeats)} is set. {howToRecord}\n{RequestText.Of(asked.Recorded)}"
            : NotRecorded(asked);
        return new QueryError(QueryErrorKind.Rejected, message) { Code = CassetteTransport.NotRecordedCode };
    }

    /// <summary>Why a request that has no end on the cassette has none now.</summary>
    public QueryError Unanswered(AskedRequest asked, TimeSpan waited)
        => new(
            QueryErrorKind.Rejected,
            $"On the cassette '{name}' this request was still unanswered when its row had failed or the recording ended, so it has no reply to play; nothing ended it now within {waited.TotalSeconds:0} s. {howToRecord}\n{RequestText.Of(asked.Recorded)}")
        {
            Code = CassetteTransport.NotRecordedCode,
        };

    private string NotRecorded(AskedRequest asked)
    {
        if (_nearest.Value.To(asked.Recorded) is not { } nearest)
        {
            return $"The cassette '{name}' has no recordings, and this request is asked. {howToRecord}\n{RequestText.Of(asked.Recorded)}";
        }

        bool hasOtherFormat = nearest.ResponseFormat != asked.Recorded.ResponseFormat;
        ResponseFormatJson? format = hasOtherFormat && nearest.ResponseFormat is { } formatName && tape.TryGetFormat(formatName, out ResponseFormatJson? found) ? found : null;
        string diff = PromptDiff.Of(RequestText.Of(nearest, format), RequestText.Of(asked.Recorded, hasOtherFormat ? asked.Format : null));
        return $"The cassette '{name}' has no such request. From the nearest that it has (-) what is asked (+) differs so:\n{diff}{howToRecord}";
    }
}
