using System.Net.Sockets;
using System.Security.Authentication;

namespace Querent;

/// <summary>Tells faults of the connection apart, by exception type and code.</summary>
internal static class WireFault
{
    /// <summary>The error that an exception of the HTTP stack stands for; null when it is not one.</summary>
    public static QueryError? Recognize(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } =>
            Transient("The endpoint's name cannot be resolved. Check the endpoint's address."),
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } or AuthenticationException =>
            Transient("No secure connection to the endpoint could be made. Check its certificate and any proxy in between."),
        HttpRequestException { HttpRequestError: HttpRequestError.ProxyTunnelError } =>
            Transient("The proxy made no tunnel to the endpoint. Check the proxy's address and credentials."),
        HttpRequestException { InnerException: SocketException { SocketErrorCode: SocketError.ConnectionRefused } } =>
            Transient("The endpoint refuses connections. Check its address and port, and that it runs."),
        HttpRequestException or HttpIOException or IOException or SocketException =>
            Transient($"The connection to the endpoint broke ({Code(exception)})."),
        // Without our token cancelled, this is the handler's own time-out while it connects.
        OperationCanceledException =>
            Transient("The endpoint did not accept a connection in time."),
        _ => null,
    };

    private static QueryError Transient(string message) => new(QueryErrorKind.Connection, message) { IsTransient = true };

    private static string Code(Exception exception) => exception switch
    {
        HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } http => http.HttpRequestError.ToString(),
        HttpIOException io => io.HttpRequestError.ToString(),
        SocketException socket => socket.SocketErrorCode.ToString(),
        { InnerException: { } inner } => Code(inner),
        _ => exception.GetType().Name,
    };
}
