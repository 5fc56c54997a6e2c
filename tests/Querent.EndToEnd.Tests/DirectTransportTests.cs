using Querent.Conformance;

namespace Querent.EndToEnd.Tests;

public class DirectV1Tests : ConformanceTests<DirectV1>;

public class DirectDatedTests : ConformanceTests<DirectDated>;

/// <summary>The direct transport, to <c>/openai/v1</c>.</summary>
public sealed class DirectV1 : ITransportUnderTest
{
    public static ICompletionTransport Connect(TransportTarget target) => new ChatCompletionsTransport(Options(target));

    public static ChatCompletionsOptions Options(TransportTarget target)
        => new() { Endpoint = target.Endpoint, Deployment = target.Deployment, ApiKey = target.ApiKey };
}

/// <summary>The direct transport, to the dated form of the URL.</summary>
public sealed class DirectDated : ITransportUnderTest
{
    public static ICompletionTransport Connect(TransportTarget target)
        => new ChatCompletionsTransport(DirectV1.Options(target) with { ApiVersion = "2024-10-21" });
}
