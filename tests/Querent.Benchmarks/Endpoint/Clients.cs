using System.ClientModel;
using System.ClientModel.Primitives;
using Azure.AI.OpenAI;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using Querent.Benchmarks.CommandLine;

namespace Querent.Benchmarks.Endpoint;

/// <summary>Clients of others for a deployment, none of which sends a request twice or has a deadline.</summary>
internal static class Clients
{
    /// <summary>The Azure client, which asks in the dated form of the URL.</summary>
    public static AzureOpenAIClient Azure(Deployment deployment) => new(
        deployment.Endpoint,
        new ApiKeyCredential(deployment.Key),
        WithoutRetries(new AzureOpenAIClientOptions(VersionOf(deployment.ApiVersion))));

    /// <summary>The Azure client's protocol methods.</summary>
    public static ChatClient AzureChat(Deployment deployment) => Azure(deployment).GetChatClient(deployment.Name);

    /// <summary>The OpenAI client, which asks in the v1 form of the URL, behind Microsoft.Extensions.AI.</summary>
    public static IChatClient OpenAI(Deployment deployment)
        => new OpenAIClient(
                new ApiKeyCredential(deployment.Key),
                WithoutRetries(new OpenAIClientOptions { Endpoint = new Uri(deployment.Endpoint, Deployment.V1Path) }))
            .GetChatClient(deployment.Name)
            .AsIChatClient();

    private static TOptions WithoutRetries<TOptions>(TOptions options)
        where TOptions : ClientPipelineOptions
    {
        options.RetryPolicy = new ClientRetryPolicy(maxRetries: 0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        return options;
    }

    /// <summary>The client takes the versions that it knows, as members of an enum: V2024_10_21 for 2024-10-21.</summary>
    private static AzureOpenAIClientOptions.ServiceVersion VersionOf(string? version)
    {
        if (version is null)
        {
            throw new BenchmarkException("AzureOpenAIClient, which sdk and protocol go through, asks in the dated form of the URL. Leave out --v1, or those two.");
        }

        foreach (AzureOpenAIClientOptions.ServiceVersion known in Enum.GetValues<AzureOpenAIClientOptions.ServiceVersion>())
        {
            if (TextOf(known) == version)
            {
                return known;
            }
        }

        string all = string.Join(", ", Enum.GetValues<AzureOpenAIClientOptions.ServiceVersion>().Select(TextOf));
        throw new BenchmarkException($"AzureOpenAIClient, which sdk and protocol go through, takes --api-version {all}, not '{version}'.");
    }

    private static string TextOf(AzureOpenAIClientOptions.ServiceVersion version) => version.ToString()[1..].Replace('_', '-').ToLowerInvariant();
}
