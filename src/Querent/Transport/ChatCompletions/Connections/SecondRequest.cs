namespace Querent;

/// <summary>The error of an attempt whose request was to be sent again.</summary>
internal static class SecondRequest
{
    public static QueryError Error(HttpRequestMessage message, bool isOwnHandler) => isOwnHandler || message.Version.Major >= 2
        ? new QueryError(QueryErrorKind.Connection, isOwnHandler
            ? "The request would have had to be sent a second time, on another connection or with the proxy's credentials."
            : "The request would have had to be sent a second time, on another HTTP/2 connection or by a handler of the caller's that retries. If it is the handler, remove its retries and leave them to RowExecutorOptions.")
        {
            IsTransient = true,
        }
        : new QueryError(QueryErrorKind.Rejected, "The handler sends requests again by itself, which hides attempts from the executor. Remove its retries, and leave them to RowExecutorOptions.");
}
