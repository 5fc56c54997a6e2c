using System.ClientModel;
using System.ClientModel.Primitives;
using System.Text.Json;

namespace Querent;

/// <summary>
/// Classifies what a client throws, by its type, status and code: as the direct transport does, as far as the client lets
/// them through.
/// </summary>
internal static class ClientFault
{
    public static QueryError Classify(Exception exception, TimeProvider timeProvider)
    {
        // The first that says anything: clients wrap what their HTTP stack throws, and retries what each attempt threw.
        for (Exception? cause = exception; cause is not null; cause = cause is AggregateException { InnerExceptions: [.., var last] } ? last : cause.InnerException)
        {
            if (Recognize(cause, timeProvider) is { } error)
            {
                return error;
            }
        }

        return exception is ClientResultException
            ? new QueryError(QueryErrorKind.Connection, "The chat client had no reply from the endpoint.") { IsTransient = true }
            : new QueryError(QueryErrorKind.Connection, $"The chat client threw {exception.GetType().FullName}, which this transport does not know. Set {nameof(ChatClientTransportOptions)}.{nameof(ChatClientTransportOptions.MapException)} to say what it stands for.");
    }

    private static QueryError? Recognize(Exception exception, TimeProvider timeProvider) => exception switch
    {
        ClientResultException { Status: > 0 } client => OfResponse(client, timeProvider),
        HttpRequestException { StatusCode: { } status } => OfStatus((int)status, timeProvider),
        // Our own token is not cancelled, so this is a time-out of the client's.
        OperationCanceledException or TimeoutException => new QueryError(QueryErrorKind.TimedOut, "The chat client had no reply within a time-out of its own.") { IsTransient = true },
        JsonException or FormatException or ArgumentOutOfRangeException or IndexOutOfRangeException or KeyNotFoundException =>
            new QueryError(QueryErrorKind.Malformed, $"The chat client threw {exception.GetType().FullName}, as clients do over a reply that they cannot read. Does the endpoint's address lead to the model, and not to a proxy's page?"),
        _ => WireFault.Recognize(exception),
    };

    private static QueryError OfResponse(ClientResultException exception, TimeProvider timeProvider)
        => exception.GetRawResponse() is { } response
            ? ProviderError.Parse(new PipelineReplyHead(response), BodyOf(response), timeProvider)
            : OfStatus(exception.Status, timeProvider);

    private static QueryError OfStatus(int status, TimeProvider timeProvider) => ProviderError.Parse(new StatusAlone(status), [], timeProvider);

    private static ReadOnlySpan<byte> BodyOf(PipelineResponse response)
    {
        try
        {
            ReadOnlySpan<byte> body = response.Content.ToMemory().Span;
            return body[..Math.Min(body.Length, ProviderError.MaxBytes)];
        }
        catch (InvalidOperationException)
        {
            return [];   // not buffered: the status alone decides
        }
    }

    /// <summary>The head of a reply of which an exception tells the status and nothing else.</summary>
    private readonly struct StatusAlone(int status) : IReplyHead
    {
        public int Status => status;

        public long? ContentLength => null;

        public string? ContentEncoding => null;

        public string? Header(string name) => null;
    }
}
