using System.Runtime.CompilerServices;

namespace Querent;

/// <summary>Reads the replies of one deployment into results: the body up to its limit, then what it says.</summary>
internal sealed class ReplyBodyReader(int maxReplyBytes, TimeProvider timeProvider, StructuredOutput output)
{
    private readonly bool _mayBeFenced = output is StructuredOutput.JsonObject or StructuredOutput.Text;
    private readonly ModelNames _models = new();

    /// <summary>Reads a reply. A wait that is cancelled while the body comes in is thrown, for the transport to recognize.</summary>
    [AsyncMethodBuilder(typeof(KeptStateMethodBuilder<>))]
    public async ValueTask<CompletionResult> ReadAsync<THead>(THead head, Stream stream, ExchangeRecord? exchange, CancellationToken cancellationToken)
        where THead : struct, IReplyHead
    {
        bool isSuccess = head.Status == 200;
        exchange?.StatusCode = head.Status;
        exchange?.RequestId = RequestId.Read(head);
        Stream? decoded = ReplyEncoding.Decode(stream, head.ContentEncoding);
        bool isPlain = ReferenceEquals(decoded, stream);
        using var body = new ReplyBody(isPlain ? head.ContentLength : null, isSuccess ? maxReplyBytes : ProviderError.MaxBytes);
        QueryError? broken = decoded is null ? Undecodable() : null;
        try
        {
            await body.ReadAsync(decoded ?? Stream.Null, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!isPlain && exception is InvalidDataException or InvalidOperationException)
        {
            broken = Undecodable();
        }
        catch (Exception exception) when ((!isSuccess || exception is not OperationCanceledException) && WireFault.Recognize(exception) is { } fault)
        {
            cancellationToken.ThrowIfCancellationRequested();
            broken = fault;
        }
        finally
        {
            exchange?.ResponseHash = BodyHash.Of(body.Content);
            if (decoded is not null && !isPlain)
            {
                await decoded.DisposeAsync().ConfigureAwait(false);
            }
        }

        // Where it is an error the status says what is wrong, however much of the page arrived.
        CompletionResult result = isSuccess ? ReadSuccess(head, body, broken) : new CompletionResult(ProviderError.Parse(head, Text(body), timeProvider));
        result = result with { RateLimits = RateLimitHeaders.Read(head) };
        return ProviderNotices.Read(head) is { IsEmpty: false } notices ? result with { Notices = result.Notices.AddRange(notices) } : result;
    }

    private CompletionResult ReadSuccess<THead>(THead head, ReplyBody body, QueryError? broken)
        where THead : struct, IReplyHead
    {
        if (broken is not null)
        {
            return new CompletionResult(broken.Kind == QueryErrorKind.Malformed
                ? broken with { StatusCode = head.Status, RequestId = RequestId.Read(head) }
                : broken with { RequestId = RequestId.Read(head) });
        }

        if (body.IsCut)
        {
            return new CompletionResult(new QueryError(QueryErrorKind.Malformed, $"The reply is longer than {maxReplyBytes} bytes, the most that is read.")
            {
                StatusCode = head.Status,
                RequestId = RequestId.Read(head),
            });
        }

        CompletionResult result = ChatCompletionsReply.Parse(Text(body), _models, RequestId.Read(head));
        if (result.Reply is null)
        {
            return ProviderError.FindInSuccess(head, Text(body), timeProvider) is { } error ? new CompletionResult(error) : result;
        }

        return _mayBeFenced ? CodeFence.Strip(result) : result;
    }

    // A byte-order mark is against the standard, but harmless.
    private static ReadOnlySpan<byte> Text(ReplyBody body) => body.Content.StartsWith("\uFEFF"u8) ? body.Content[3..] : body.Content;

    private static QueryError Undecodable() => new(QueryErrorKind.Malformed, "The reply is compressed in a way that cannot be read, though no compression was asked for. See what a gateway or proxy before the endpoint does.");
}
