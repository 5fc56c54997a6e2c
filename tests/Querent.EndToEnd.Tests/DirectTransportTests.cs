using Querent.Conformance;

namespace Querent.EndToEnd.Tests;

public class DirectV1Tests : ConformanceTests<DirectV1>;

public class DirectDatedTests : ConformanceTests<DirectDated>;

public class OpenAICompatibleTests : ConformanceTests<OpenAICompatible>;

public class DirectHttp2Tests : ConformanceTests<DirectHttp2>;

public class CallersHandlerTests : ConformanceTests<CallersHandler>;

public class TokenTests : ConformanceTests<DirectWithToken>;

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

/// <summary>The direct transport, to a base URL, with the key as a bearer token.</summary>
public sealed class OpenAICompatible : ITransportUnderTest
{
    public static ICompletionTransport Connect(TransportTarget target)
        => new ChatCompletionsTransport(DirectV1.Options(target) with { Api = ChatCompletionsApi.OpenAI, Endpoint = new Uri(target.Endpoint, "v1") });
}

/// <summary>The direct transport, over HTTP/2.</summary>
public sealed class DirectHttp2 : ITransportUnderTest
{
    public static ICompletionTransport Connect(TransportTarget target)
        => new ChatCompletionsTransport(DirectV1.Options(target) with { Endpoint = target.Http2Endpoint, Connection = new() { Http2 = true } });
}

/// <summary>The direct transport, over a handler of the caller's that looks at each request.</summary>
public sealed class CallersHandler : ITransportUnderTest
{
    public static ICompletionTransport Connect(TransportTarget target)
        => new ChatCompletionsTransport(DirectV1.Options(target), new Onlooker { InnerHandler = new SocketsHttpHandler { AllowAutoRedirect = false } }, disposeHandler: true);

    private sealed class Onlooker : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Assert.NotEqual(0, (await request.Content!.ReadAsStreamAsync(cancellationToken)).Length);
            return await base.SendAsync(request, cancellationToken);
        }
    }
}

/// <summary>The direct transport, with a token from a function that takes its time.</summary>
public sealed class DirectWithToken : ITransportUnderTest
{
    public static ICompletionTransport Connect(TransportTarget target)
        => new ChatCompletionsTransport(DirectV1.Options(target) with
        {
            ApiKey = null,
            TokenProvider = async cancellationToken =>
            {
                await Task.Yield();
                cancellationToken.ThrowIfCancellationRequested();
                return target.ApiKey;
            },
        });
}
