using System.Text;

namespace Querent.Testing.Tests;

/// <summary>What a cassette records where no wire is needed: a script says what each request comes to.</summary>
internal sealed class ScriptedTransport(Func<string, int, CancellationToken, ValueTask<CompletionResult>> script) : ICompletionTransport
{
    private int _sent;

    public ScriptedTransport(Func<string, int, CompletionResult> script)
        : this((prompt, number, _) => ValueTask.FromResult(script(prompt, number)))
    {
    }

    /// <summary>How many requests it has seen.</summary>
    public int Sent => _sent;

    public bool IsDisposed { get; private set; }

    /// <summary>Whether it samples its answers; null leaves it to the request.</summary>
    public bool? Samples { get; init; }

    public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
        => script(Encoding.UTF8.GetString(request.Messages.Span), Interlocked.Increment(ref _sent), cancellationToken);

    public bool IsSampled(CompletionOptions? options) => Samples ?? options?.Temperature != 0;

    public ValueTask DisposeAsync()
    {
        IsDisposed = true;
        return ValueTask.CompletedTask;
    }

    /// <summary>A complete reply.</summary>
    public static CompletionResult Answer(string content, string? requestId = null) => Answer(Encoding.UTF8.GetBytes(content), requestId);

    public static CompletionResult Answer(byte[] content, string? requestId = null)
    {
        var reply = new CompletionReply { FinishReason = FinishReason.Stop, Model = "scripted", RequestId = requestId };
        reply.SetContent(content);
        return new CompletionResult(reply);
    }

    public static CompletionResult Throttled(TimeSpan? retryAfter = null)
        => new(new QueryError(QueryErrorKind.Throttled, "Too many requests.") { StatusCode = 429, IsTransient = true, RetryAfter = retryAfter, RequestId = "throttled-1" });
}
