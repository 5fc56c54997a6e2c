using System.ClientModel;
using Azure.AI.OpenAI;
using Querent.Conformance;

namespace Querent.AzureOpenAI.Tests;

public class KeyTests : ConformanceTests<ClientWithKey>;

public class TokenTests : ConformanceTests<ClientWithToken>;

/// <summary>A client with its defaults, whose retry policy would make four requests of one.</summary>
public sealed class ClientWithKey : ITransportUnderTest
{
    public static ICompletionTransport Connect(TransportTarget target)
        => new AzureOpenAITransport(new AzureOpenAIClient(target.Endpoint, new ApiKeyCredential(target.ApiKey)), target.Deployment);
}

/// <summary>A client with its defaults and a credential that gives tokens.</summary>
public sealed class ClientWithToken : ITransportUnderTest
{
    public static ICompletionTransport Connect(TransportTarget target)
        => new AzureOpenAITransport(new AzureOpenAIClient(target.Endpoint, new FixedToken(target.ApiKey)), target.Deployment);
}
