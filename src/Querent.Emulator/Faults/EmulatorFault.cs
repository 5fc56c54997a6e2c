using System.Globalization;

namespace Querent.Emulator;

/// <summary>Something that goes wrong with one attempt. Made by the methods here; <see cref="FaultRule"/> says with which.</summary>
public abstract partial record EmulatorFault
{
    private protected EmulatorFault(string name) => Name = name;

    /// <summary>What it is called in <see cref="EmulatorCounters.Faults"/> and on the command line.</summary>
    public string Name { get; }

    /// <summary>
    /// How long the reply is held, from the arrival; null for the usual: faults in place of an answer come at once, faults
    /// in an answer after the emulator's latency.
    /// </summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>What it waits for before it is played; null for nothing.</summary>
    internal BurstGate? Gate { get; init; }

    /// <summary>Whether this fault, unless <see cref="Latency"/> is set, comes after the emulator's latency.</summary>
    internal virtual bool TakesLatency => true;

    /// <summary>A reply with a status code, headers and a body of the caller's.</summary>
    /// <param name="statusCode">From 200 to 599.</param>
    /// <param name="body">JSON unless the headers say otherwise; null for an error in Azure's form.</param>
    /// <param name="headers">Such as <c>Retry-After</c>, <c>retry-after-ms</c>, <c>x-should-retry</c>; null for none.</param>
    public static EmulatorFault Status(int statusCode, string? body = null, IReadOnlyDictionary<string, string>? headers = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(statusCode, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(statusCode, 599);
        string code = statusCode.ToString(CultureInfo.InvariantCulture);
        return new ReplyFault(
            "status-" + code,
            statusCode,
            body ?? $$$"""{"error":{"code":"{{{code}}}","message":"The emulator was told to answer {{{code}}}."}}""")
        { Headers = headers };
    }

    /// <summary>429: over the quota.</summary>
    /// <param name="retryAfter">When to come back; null for no word of it.</param>
    /// <param name="form">Where that is said.</param>
    public static EmulatorFault Throttle(TimeSpan? retryAfter = null, RetryAfterForm form = RetryAfterForm.Seconds)
    {
        long seconds = (long)Math.Ceiling((retryAfter ?? TimeSpan.Zero).TotalSeconds);
        string when = retryAfter is null
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" Please retry after {seconds} seconds.");
        return new ReplyFault(
            "throttle",
            429,
            $$$"""{"error":{"code":"429","message":"Requests to the ChatCompletions_Create Operation under Azure OpenAI API have exceeded the call rate limit of your current pricing tier.{{{when}}}"}}""")
        {
            RetryAfter = retryAfter,
            Form = form,
        };
    }

    /// <summary>400: the prompt was blocked by the content filter.</summary>
    /// <param name="form">How the body says so.</param>
    public static EmulatorFault ContentFilterPrompt(PromptFilterForm form = PromptFilterForm.InnerError) =>
        new ReplyFault("content-filter-prompt", 400, FaultBodies.PromptFiltered(form));

    /// <summary>400 <c>context_length_exceeded</c>.</summary>
    public static EmulatorFault ContextTooLong() =>
        new ReplyFault(
            "context-too-long",
            400,
            """{"error":{"message":"This model's maximum context length is 128000 tokens. However, your messages resulted in 140000 tokens. Please reduce the length of the messages.","type":"invalid_request_error","param":"messages","code":"context_length_exceeded"}}""");

    /// <summary>A page of HTML where JSON is due, as a proxy gives.</summary>
    /// <param name="statusCode">200 or 502, for example.</param>
    public static EmulatorFault NotJson(int statusCode = 502) =>
        new ReplyFault("not-json", statusCode, "<html><head><title>Bad gateway</title></head><body><h1>Bad gateway</h1></body></html>") { ContentType = "text/html" };
}
