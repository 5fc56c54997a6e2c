using System.Collections.Concurrent;
using System.Text;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Requests;

/// <summary>Keeps the bodies of the requests that rows lead to, so that a bare loop can send the same bytes.</summary>
internal sealed class RequestRecorder(string deployment) : ICompletionTransport
{
    private readonly ConcurrentQueue<byte[]> _bodies = new();

    /// <summary>Records the bodies of all requests of some rows.</summary>
    public static async Task<byte[][]> RecordAsync(Questionnaire questionnaire, CaseFiles inputs, string deployment, CancellationToken cancellationToken)
    {
        var recorder = new RequestRecorder(deployment);
        var tally = new OutcomeTally();
        await using var executor = new RowExecutor(recorder, new RowExecutorOptions { MaxConcurrency = 1 });
        await questionnaire.RunAsync(executor, inputs, tally, OutcomeOrder.Input, cancellationToken);
        return tally.Failed == 0
            ? [.. recorder._bodies]
            : throw new InvalidOperationException($"A row was not recorded: {tally.FirstFailure}");
    }

    public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        _bodies.Enqueue(Compose(request));
        var reply = new CompletionReply { FinishReason = FinishReason.Stop };
        reply.SetContent("""{"score":7,"rationale":"Recorded.","verdict":"pass"}"""u8);
        return new ValueTask<CompletionResult>(new CompletionResult(reply));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    // As RequestEnvelope of the transport has it.
    private byte[] Compose(CompletionRequest request) =>
    [
        .. Encoding.UTF8.GetBytes($$"""{"model":"{{deployment}}","messages":["""),
        .. request.Messages.Span,
        .. "],\"response_format\":"u8,
        .. request.ResponseFormat.Span,
        .. ",\"temperature\":0}"u8,
    ];
}
