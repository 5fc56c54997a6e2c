using Microsoft.Extensions.AI;

namespace Querent.Extensions.AI.Tests;

/// <summary>A client that does what a test says, and keeps what it was asked.</summary>
internal sealed class FakeChatClient(Func<CancellationToken, Task<ChatResponse>> reply) : IChatClient
{
    public FakeChatClient(ChatResponse response)
        : this(_ => Task.FromResult(response))
    {
    }

    public FakeChatClient(Exception exception)
        : this(_ => Task.FromException<ChatResponse>(exception))
    {
    }

    public List<(List<ChatMessage> Messages, ChatOptions Options)> Calls { get; } = [];

    public bool IsDisposed { get; private set; }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Calls.Add(([.. messages], options!));
        return reply(cancellationToken);
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose() => IsDisposed = true;
}
