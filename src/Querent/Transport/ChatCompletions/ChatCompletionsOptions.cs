namespace Querent;

/// <summary>Where and how <see cref="ChatCompletionsTransport"/> sends its requests.</summary>
public sealed record ChatCompletionsOptions
{
    /// <summary>
    /// The resource's address, such as <c>https://my-resource.openai.azure.com</c>; a path up to <c>/openai/v1</c> may
    /// follow. Must be https; http is accepted for a loopback address only, since the key travels with each request.
    /// </summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The deployment's name.</summary>
    public required string Deployment { get; init; }

    /// <summary>The resource's key, sent as the <c>api-key</c> header.</summary>
    public required string ApiKey { get; init; }

    /// <summary>
    /// The API's version, such as <c>2024-10-21</c>, which selects the dated form of the URL
    /// (<c>/openai/deployments/…?api-version=…</c>); null, the default, selects <c>/openai/v1</c>.
    /// </summary>
    public string? ApiVersion { get; init; }

    /// <summary>
    /// The sampling temperature, from 0 to 2; 0 by default, for answers that repeat. Null leaves it out, which reasoning
    /// models require.
    /// </summary>
    public double? Temperature { get; init; } = 0;

    /// <summary>The longest reply that is read, in bytes; 16 MiB by default. A longer one fails its query.</summary>
    public int MaxReplyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The clock that a <c>Retry-After</c> date is compared with when the reply has no date of its own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal Uri Validate()
    {
        ArgumentNullException.ThrowIfNull(Endpoint);
        ArgumentException.ThrowIfNullOrWhiteSpace(Deployment);
        ArgumentException.ThrowIfNullOrWhiteSpace(ApiKey);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReplyBytes, 1);
        SamplingTemperature.Validate(Temperature, nameof(Temperature));
        if (!EndpointRules.MayCarryKey(Endpoint))
        {
            throw new ArgumentException(EndpointRules.KeyInTheClear, nameof(Endpoint));
        }

        if (ApiKey.AsSpan().ContainsAnyExceptInRange('!', '~'))
        {
            throw new ArgumentException("The key holds a space, a line break or another character that a header cannot carry. Was it copied whole?", nameof(ApiKey));
        }

        return ChatCompletionsUrl();
    }

    private Uri ChatCompletionsUrl()
    {
        string root = EndpointRules.ResourceRoot(Endpoint);
        return ApiVersion is null
            ? new Uri($"{root}/openai/v1/chat/completions")
            : new Uri($"{root}/openai/deployments/{Uri.EscapeDataString(Deployment)}/chat/completions?api-version={Uri.EscapeDataString(ApiVersion)}");
    }

    /// <summary>The options without the key.</summary>
    public override string ToString() => $"{Endpoint} {Deployment} {ApiVersion ?? "v1"}";
}
