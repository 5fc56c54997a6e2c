using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Azure.Identity;

namespace Querent;

/// <summary>Makes a client from environment variables: with the key where there is one, with Entra ID otherwise.</summary>
internal static class AzureOpenAIEnvironment
{
    public static AzureOpenAITransport CreateTransport(Func<string, string?> variable, AzureOpenAITransportOptions? options)
    {
        (AzureOpenAIClient client, string deployment) = string.IsNullOrWhiteSpace(variable(ChatCompletionsEnvironment.ApiKey))
            ? WithEntraId(variable)
            : WithKey(ChatCompletionsEnvironment.Read(variable));
        return new AzureOpenAITransport(client, deployment, options);
    }

    private static (AzureOpenAIClient Client, string Deployment) WithKey(ChatCompletionsOptions read)
        => (new AzureOpenAIClient(Resource(read.Endpoint), new ApiKeyCredential(read.ApiKey!), ClientOptions()), read.Deployment);

    private static (AzureOpenAIClient Client, string Deployment) WithEntraId(Func<string, string?> variable)
    {
        ChatCompletionsEnvironment.Require(variable, ChatCompletionsEnvironment.Endpoint, ChatCompletionsEnvironment.Deployment);
        Uri endpoint = ChatCompletionsEnvironment.ReadEndpoint(variable);
        if (endpoint.Scheme != Uri.UriSchemeHttps)
        {
            // Not even on this machine: the client itself would send the token, which opens more than one resource.
            throw new InvalidOperationException($"The environment variable {ChatCompletionsEnvironment.Endpoint} must be an https address to authenticate with Entra ID, which is used since {ChatCompletionsEnvironment.ApiKey} is not set.");
        }

        return (new AzureOpenAIClient(Resource(endpoint), new DefaultAzureCredential(), ClientOptions()), variable(ChatCompletionsEnvironment.Deployment)!.Trim());
    }

    /// <summary>The client adds <c>/openai</c> by itself.</summary>
    private static Uri Resource(Uri endpoint) => new(EndpointRules.ResourceRoot(endpoint));

    private static AzureOpenAIClientOptions ClientOptions() => new()
    {
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        NetworkTimeout = Timeout.InfiniteTimeSpan,
    };
}
