using System.ClientModel;
using Azure;
using Azure.Identity;

namespace Querent;

/// <summary>Tells what the client's pipeline throws apart, by exception type and status, as the direct transport does.</summary>
internal static class PipelineFault
{
    /// <summary>The error that an exception stands for; null when it is none of the wire's, but of a policy of the caller's.</summary>
    public static QueryError? Recognize(Exception exception) => exception switch
    {
        SecondRequestException => new QueryError(QueryErrorKind.Rejected, exception.Message),
        AuthenticationFailedException => Authentication(exception),
        // Without our token cancelled, this is the client's own time-out.
        OperationCanceledException => new QueryError(QueryErrorKind.TimedOut, "The client's own NetworkTimeout ended the attempt before the reply was complete.") { IsTransient = true },
        ClientResultException or AggregateException => exception.InnerException is { } inner && Recognize(inner) is { } error
            ? error
            : exception is ClientResultException ? new QueryError(QueryErrorKind.Connection, "The client had no reply from the endpoint.") { IsTransient = true } : null,
        _ => WireFault.Recognize(exception),
    };

    /// <summary>A token that was not to be had: for good, unless it was the network's or the identity service's fault.</summary>
    private static QueryError Authentication(Exception exception)
        => new(QueryErrorKind.Authentication, "No token was to be had for the endpoint. Check the identity that the credential stands for, and that it is signed in.")
        {
            IsTransient = exception.InnerException is { } inner && (WireFault.Recognize(inner) is not null || inner is RequestFailedException { Status: 0 or 408 or 429 or >= 500 }),
        };
}
