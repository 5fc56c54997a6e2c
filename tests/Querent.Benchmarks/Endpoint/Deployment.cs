namespace Querent.Benchmarks.Endpoint;

/// <summary>Where requests go.</summary>
/// <param name="Endpoint">The resource's address.</param>
/// <param name="Name">The deployment's name.</param>
/// <param name="Key">The resource's key.</param>
/// <param name="ApiVersion">Selects the dated form of the URL; null for v1.</param>
internal sealed record Deployment(Uri Endpoint, string Name, string Key, string? ApiVersion)
{
    public const string DefaultName = "gpt-4o-mini";

    /// <summary>The emulator's key, which opens nothing else.</summary>
    public const string EmulatorKey = "emulator-key";

    public const string DefaultApiVersion = "2024-10-21";

    /// <summary>The v1 form of the URL, below the endpoint.</summary>
    public const string V1Path = "openai/v1/";

    public ChatCompletionsTransport CreateTransport() => new(new ChatCompletionsOptions
    {
        Endpoint = Endpoint,
        Deployment = Name,
        ApiKey = Key,
        ApiVersion = ApiVersion,
    });

    /// <summary>The address that the transport makes of the same options, for the loops without it.</summary>
    public Uri ChatCompletionsUrl() => ApiVersion is null
        ? new Uri(Endpoint, $"{V1Path}chat/completions")
        : new Uri(Endpoint, $"openai/deployments/{Uri.EscapeDataString(Name)}/chat/completions?api-version={Uri.EscapeDataString(ApiVersion)}");
}
