using System.Collections.ObjectModel;
using System.Text.Json.Nodes;

namespace Querent;

/// <summary>
/// Where and how <see cref="ChatCompletionsTransport"/> sends its requests. Everything is checked and copied when the
/// transport is created: a change after that has no effect.
/// </summary>
public sealed record ChatCompletionsOptions
{
    /// <summary>Whose form of the API the endpoint speaks; Azure OpenAI's by default.</summary>
    public ChatCompletionsApi Api { get; init; }

    /// <summary>
    /// With Azure OpenAI the resource's address, such as <c>https://my-resource.openai.azure.com</c>; a path up to
    /// <c>/openai/v1</c> may follow. With OpenAI the base URL, such as <c>https://api.openai.com/v1</c> or
    /// <c>http://127.0.0.1:11434/v1</c>, to which <c>/chat/completions</c> is added unless it ends so; its query is kept.
    /// Must be https; http is accepted for a loopback address only, since key and prompts travel with each request.
    /// </summary>
    public required Uri Endpoint { get; init; }

    /// <summary>The deployment's name; with OpenAI, the model's.</summary>
    public required string Deployment { get; init; }

    /// <summary>
    /// The key, sent as <c>api-key</c>, with OpenAI as <c>Authorization: Bearer</c>. Exactly one of this and
    /// <see cref="TokenProvider"/> is set; an OpenAI-compatible endpoint on this machine may do without both.
    /// </summary>
    public string? ApiKey { get; init; }

    /// <summary>
    /// Gives the token of an attempt, sent as <c>Authorization: Bearer</c>. It is called for each attempt, by several threads
    /// at once, within the attempt's deadline: keep a token in it for as long as it is valid, and try again in it what may
    /// pass. What it throws fails the query for good (<see cref="QueryErrorKind.Authentication"/>); the error holds the
    /// exception's type and none of its text.
    /// </summary>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; init; }

    /// <summary>
    /// The API's version, such as <c>2024-10-21</c>, which selects the dated form of Azure OpenAI's URL
    /// (<c>/openai/deployments/…?api-version=…</c>); null, the default, selects <c>/openai/v1</c>. OpenAI has none.
    /// </summary>
    public string? ApiVersion { get; init; }

    /// <summary>
    /// What the model takes and refuses; null, the default, goes by <see cref="Deployment"/> (<see cref="ModelProfile.For"/>).
    /// Set it where a deployment's name does not say its model.
    /// </summary>
    public ModelProfile? Profile { get; init; }

    /// <summary>
    /// The sampling temperature, from 0 to 2. Null, the default, is the profile's: 0, for answers that repeat, or nothing for
    /// a model that takes none. A query's or row's own goes before it.
    /// </summary>
    public double? Temperature { get; init; }

    /// <summary>
    /// How much a reasoning model reasons, as its provider spells it (<c>low</c>); null, the default, leaves it to the model. A
    /// query's or row's own goes before it.
    /// </summary>
    public string? ReasoningEffort { get; init; }

    /// <summary>Headers that each request carries beside the transport's own, for a gateway or a project; none by default.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>
    /// Properties that each request's body carries beside the transport's own, such as <c>service_tier</c>; none by default.
    /// A <c>seed</c>, <c>top_p</c> or <c>stop</c> among them gives way to a query's or row's own.
    /// </summary>
    public JsonObject? BodyProperties { get; init; }

    /// <summary>How to connect; null for the defaults. A handler of the caller's decides all of it, so the two exclude each other.</summary>
    public ChatCompletionsConnection? Connection { get; init; }

    /// <summary>The longest reply that is read, in bytes; 16 MiB by default. A longer one fails its query.</summary>
    public int MaxReplyBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The clock that a <c>Retry-After</c> date is compared with when the reply has no date of its own.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>
    /// Reads the options from the environment, to be changed with <c>with</c>. An Azure OpenAI deployment where any of
    /// <c>AZURE_OPENAI_ENDPOINT</c>, <c>AZURE_OPENAI_DEPLOYMENT</c> and <c>AZURE_OPENAI_API_KEY</c> is set, which are then all
    /// needed (<c>AZURE_OPENAI_API_VERSION</c> selects the dated form of the URL). Else an OpenAI-compatible endpoint:
    /// <c>OPENAI_MODEL</c>, <c>OPENAI_API_KEY</c> and, where it is not OpenAI's own, <c>OPENAI_BASE_URL</c>, which may do
    /// without a key on this machine.
    /// </summary>
    /// <exception cref="InvalidOperationException">A variable is not set or wrong; the message names it.</exception>
    public static ChatCompletionsOptions FromEnvironment() => ChatCompletionsEnvironment.Read(Environment.GetEnvironmentVariable);

    /// <summary>Checks all but what a profile decides, and gives the address that requests go to.</summary>
    internal Uri Validate()
    {
        ArgumentNullException.ThrowIfNull(Endpoint);
        ArgumentException.ThrowIfNullOrWhiteSpace(Deployment);
        ArgumentNullException.ThrowIfNull(Headers);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxReplyBytes, 1);
        if (!Enum.IsDefined(Api))
        {
            throw OptionError.Wrong(nameof(Api), "Api is none of ChatCompletionsApi.");
        }

        if (!EndpointRules.MayCarryKey(Endpoint))
        {
            throw OptionError.Wrong(nameof(Endpoint), EndpointRules.KeyInTheClear);
        }

        if (Endpoint.UserInfo.Length > 0)
        {
            throw OptionError.Wrong(nameof(Endpoint), "The endpoint holds a user name or password, which is not sent. Set ApiKey or TokenProvider, or Headers for a gateway.");
        }

        if (ApiVersion is not null && Api == ChatCompletionsApi.OpenAI)
        {
            throw OptionError.Wrong(nameof(ApiVersion), "ApiVersion selects a form of Azure OpenAI's URL, which an OpenAI-compatible endpoint does not have. Leave it null.");
        }

        Credentials.Validate(this);
        Connection?.Validate();
        return ChatCompletionsUrl();
    }

    private Uri ChatCompletionsUrl()
    {
        if (Api == ChatCompletionsApi.OpenAI)
        {
            return EndpointRules.UnderBaseUrl(Endpoint);
        }

        string root = EndpointRules.ResourceRoot(Endpoint);
        return ApiVersion is null
            ? new Uri($"{root}/openai/v1/chat/completions")
            : new Uri($"{root}/openai/deployments/{Uri.EscapeDataString(Deployment)}/chat/completions?api-version={Uri.EscapeDataString(ApiVersion)}");
    }

    /// <summary>Where the options lead, without key, headers and query.</summary>
    public override string ToString()
        => $"{(Endpoint.IsAbsoluteUri ? Endpoint.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : "")} {Deployment}{(Api == ChatCompletionsApi.OpenAI ? "" : $" {ApiVersion ?? "v1"}")}";
}
