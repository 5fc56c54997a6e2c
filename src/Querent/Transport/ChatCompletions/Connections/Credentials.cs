namespace Querent;

/// <summary>What a key or a token must be like, and the header that it goes in.</summary>
internal static class Credentials
{
    public const string BearerHeader = "Authorization";
    public const string KeyHeader = "api-key";

    public static bool IsSendable(string credential) => !credential.AsSpan().ContainsAnyExceptInRange('!', '~');

    /// <summary>The header of a key; null without a key.</summary>
    public static (string Name, string? Value) OfKey(ChatCompletionsOptions options) => options switch
    {
        { ApiKey: null } => (BearerHeader, null),
        { Api: ChatCompletionsApi.OpenAI } => (BearerHeader, $"Bearer {options.ApiKey}"),
        _ => (KeyHeader, options.ApiKey),
    };

    /// <exception cref="ArgumentException">There is not exactly one of key and token, or the key cannot be sent.</exception>
    public static void Validate(ChatCompletionsOptions options)
    {
        if (options is { ApiKey: not null, TokenProvider: not null })
        {
            throw OptionError.Wrong(nameof(options.TokenProvider), "Set ApiKey or TokenProvider, not both.");
        }

        if (options is { ApiKey: null, TokenProvider: null })
        {
            if (options is { Api: ChatCompletionsApi.OpenAI, Endpoint.IsLoopback: true })
            {
                return;
            }

            throw OptionError.Wrong(nameof(options.ApiKey), "Set ApiKey or TokenProvider. Only an OpenAI-compatible endpoint on this machine (127.0.0.1) may do without.");
        }

        if (options.ApiKey is { } key)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(key, nameof(options.ApiKey));
            if (!IsSendable(key))
            {
                throw OptionError.Wrong(nameof(options.ApiKey), "The key holds a space, a line break or another character that a header cannot carry. Was it copied whole?");
            }
        }
    }
}
