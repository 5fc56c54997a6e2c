using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using Querent.Conformance;

namespace Querent.Extensions.AI.Tests;

public class OverOpenAIClientTests : ConformanceTests<OverOpenAIClient>;

/// <summary>The transport over the OpenAI library's client.</summary>
public sealed class OverOpenAIClient : ITransportUnderTest
{
    public static ICompletionTransport Connect(TransportTarget target) => Connect(target, null);

    public static bool SeesWholeReply => false;

    internal static ICompletionTransport Connect(
        TransportTarget target,
        ChatClientTransportOptions? options,
        Func<IChatClient, IChatClient>? decorate = null,
        TimeSpan? networkTimeout = null)
    {
        var clientOptions = new OpenAIClientOptions
        {
            Endpoint = new Uri(target.Endpoint, "/v1"),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = networkTimeout,
        };
        IChatClient client = new OpenAIClient(new ApiKeyCredential(target.ApiKey), clientOptions).GetChatClient(target.Deployment).AsIChatClient();
        return (decorate is null ? client : decorate(client)).AsQueryTransport((options ?? new()) with { DisposeClient = true });
    }
}
