namespace Querent;

/// <summary>A policy of the client's wanted to send a second request within one attempt.</summary>
internal sealed class SecondRequestException() : InvalidOperationException(
    "The client's own policy retries, which hides attempts from the executor. Give the client RetryPolicy = new ClientRetryPolicy(0), and leave retries to RowExecutorOptions.");
