namespace Querent;

/// <summary>The settings of the direct transport.</summary>
internal static class TransportSettings
{
    public static IReadOnlyList<string> Validate(QuerentOptions options, Func<string, string> keyOf)
    {
        string[] missing = [.. Missing(options, keyOf)];
        if (missing.Length > 0)
        {
            return missing;
        }

        if (options is { Model: not null, Profile: not null })
        {
            return [$"{keyOf(nameof(options.Model))} and {nameof(options.Profile)} are both set. Set one: either names what the model takes."];
        }

        try
        {
            // Creating one checks everything, and connects nowhere.
            _ = new ChatCompletionsTransport(ToTransportOptions(options, TimeProvider.System) with { Connection = ToConnection(options) }).DisposeAsync().AsTask();
            return [];
        }
        catch (ArgumentException exception)
        {
            return [$"{keyOf(NameOf(exception.ParamName))} is wrong. {WithoutParameter(exception)}"];
        }
    }

    public static ChatCompletionsOptions ToTransportOptions(QuerentOptions options, TimeProvider timeProvider)
    {
        var transport = new ChatCompletionsOptions { Endpoint = options.Endpoint!, Deployment = options.Deployment! };
        return transport with
        {
            Api = options.Api ?? transport.Api,
            ApiKey = options.ApiKey,
            TokenProvider = options.TokenProvider,
            ApiVersion = options.ApiVersion,
            Profile = options.Model is { } model ? ModelProfile.For(model) : options.Profile,
            Temperature = options.Temperature,
            ReasoningEffort = options.ReasoningEffort,
            Headers = options.Headers.AsReadOnly(),
            BodyProperties = options.BodyProperties,
            MaxReplyBytes = options.MaxReplyBytes ?? transport.MaxReplyBytes,
            TimeProvider = timeProvider,
        };
    }

    public static ChatCompletionsConnection ToConnection(QuerentOptions options)
    {
        var connection = new ChatCompletionsConnection();
        return connection with
        {
            MaxConnections = options.MaxConnections,
            Lifetime = options.ConnectionLifetime ?? connection.Lifetime,
            ConnectTimeout = options.ConnectTimeout ?? connection.ConnectTimeout,
            Http2 = options.Http2 ?? connection.Http2,
            Proxy = options.Proxy,
            Tls = options.Tls,
        };
    }

    private static IEnumerable<string> Missing(QuerentOptions options, Func<string, string> keyOf)
    {
        if (options.Endpoint is null)
        {
            yield return $"{keyOf(nameof(options.Endpoint))} is not set.";
        }

        if (string.IsNullOrWhiteSpace(options.Deployment))
        {
            yield return $"{keyOf(nameof(options.Deployment))} is not set.";
        }

        bool needsNoKey = options is { Api: ChatCompletionsApi.OpenAI, Endpoint: null or { IsAbsoluteUri: true, IsLoopback: true } };
        if (options is { ApiKey: null, TokenProvider: null } && !needsNoKey)
        {
            yield return $"{keyOf(nameof(options.ApiKey))} is not set, nor is a {nameof(options.TokenProvider)} in code.";
        }
    }

    /// <summary>The setting that an option of the transport comes from.</summary>
    private static string NameOf(string? option) => option switch
    {
        nameof(ChatCompletionsConnection.Lifetime) => nameof(QuerentOptions.ConnectionLifetime),
        null => nameof(QuerentOptions.Endpoint),
        _ => option,
    };

    // The key says where; the framework's own addition would say so again.
    public static string WithoutParameter(ArgumentException exception) => exception.Message.Split(" (Parameter '", 2)[0];
}
