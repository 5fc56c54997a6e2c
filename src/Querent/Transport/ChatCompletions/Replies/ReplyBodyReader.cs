using System.Runtime.CompilerServices;

namespace Querent;

/// <summary>Reads the replies of one deployment into results: the body up to its limit, then what it says.</summary>
internal sealed class ReplyBodyReader(int maxReplyBytes, TimeProvider timeProvider, StructuredOutput output)
{
    private readonly bool _mayBeFenced = output is StructuredOutput.JsonObject or StructuredOutput.Text;
    private readonly ModelNames _models = new();

    /// <summary>Reads a reply. A wait that is cancelled while the body comes in is thrown, for the transport to recognize.</summary>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<CompletionResult> ReadAsync<THead>(THead head, Stream stream, ExchangeRecord? exchange, CancellationToken cancellationToken)
        where THead : struct, IReplyHead
    {
        bool isSuccess = head.Status == 200;
        exchange?.StatusCode = head.Status;
        exchange?.RequestId = RequestId.Read(head);
        using var body = new ReplyBody(head.ContentLength, isSuccess ? maxReplyBytes : ProviderError.MaxBytes);
        try
        {
            await body.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when ((!isSuccess || exception is not OperationCanceledException) && WireFault.Recognize(exception) is { } fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (isSuccess)
            {
                return new CompletionResult(fault with { RequestId = RequestId.Read(head) });
            }

            // The status says what is wrong, however much of the page arrived.
        }
        finally
        {
            exchange?.ResponseHash = BodyHash.Of(body.Content);
        }

        if (!isSuccess)
        {
            return new CompletionResult(ProviderError.Parse(head, body.Content, timeProvider));
        }

        if (body.IsCut)
        {
            return new CompletionResult(new QueryError(QueryErrorKind.Malformed, $"The reply is longer than {maxReplyBytes} bytes, the most that is read.")
            {
                StatusCode = head.Status,
                RequestId = RequestId.Read(head),
            });
        }

        CompletionResult result = ChatCompletionsReply.Parse(body.Content, _models, RequestId.Read(head));
        return _mayBeFenced ? CodeFence.Strip(result) : result;
    }
}
