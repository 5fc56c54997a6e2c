namespace Querent;

/// <summary>Reads a transport's options from environment variables, and says which one is missing.</summary>
internal static class ChatCompletionsEnvironment
{
    public const string Endpoint = "AZURE_OPENAI_ENDPOINT";
    public const string Deployment = "AZURE_OPENAI_DEPLOYMENT";
    public const string ApiKey = "AZURE_OPENAI_API_KEY";
    private const string ApiVersion = "AZURE_OPENAI_API_VERSION";
    private const string Model = "OPENAI_MODEL";
    private const string OpenAIKey = "OPENAI_API_KEY";
    private const string BaseUrl = "OPENAI_BASE_URL";
    private const string PublicBaseUrl = "https://api.openai.com/v1";
    private const string AzureUse = "to use an Azure OpenAI deployment";

    /// <summary>Whether a deployment is meant: one of Azure's variables is set, or a model is named.</summary>
    public static bool IsSet(Func<string, string?> variable) => IsAzure(variable) || Value(variable, Model) is not null;

    public static ChatCompletionsOptions Read(Func<string, string?> variable)
        => IsAzure(variable) ? ReadAzure(variable) : ReadOpenAI(variable);

    /// <summary>Demands that each of Azure's variables be set.</summary>
    public static void Require(Func<string, string?> variable, params IEnumerable<string> names) => Require(variable, AzureUse, names);

    /// <summary>The address that Azure's variable holds.</summary>
    public static Uri ReadEndpoint(Func<string, string?> variable)
        => ReadAddress(Endpoint, Value(variable, Endpoint)!, "https://my-resource.openai.azure.com");

    private static bool IsAzure(Func<string, string?> variable)
        => new[] { Endpoint, Deployment, ApiKey }.Any(name => Value(variable, name) is not null);

    private static ChatCompletionsOptions ReadAzure(Func<string, string?> variable)
    {
        Require(variable, Endpoint, Deployment, ApiKey);
        return Checked(
            new ChatCompletionsOptions
            {
                Endpoint = ReadEndpoint(variable),
                Deployment = Value(variable, Deployment)!,
                ApiKey = Value(variable, ApiKey),
                ApiVersion = Value(variable, ApiVersion),
            },
            Endpoint,
            ApiKey);
    }

    private static ChatCompletionsOptions ReadOpenAI(Func<string, string?> variable)
    {
        if (Value(variable, Model) is null)
        {
            throw new InvalidOperationException(
                $"The environment names no deployment. Set {Endpoint}, {Deployment}, {ApiKey} {AzureUse}, or {Model} and {OpenAIKey} to use OpenAI, with {BaseUrl} for another endpoint that is compatible with it.");
        }

        Uri endpoint = ReadAddress(BaseUrl, Value(variable, BaseUrl) ?? PublicBaseUrl, PublicBaseUrl);
        if (!endpoint.IsLoopback)
        {
            Require(variable, "to use an OpenAI-compatible endpoint", [OpenAIKey]);
        }

        return Checked(
            new ChatCompletionsOptions
            {
                Api = ChatCompletionsApi.OpenAI,
                Endpoint = endpoint,
                Deployment = Value(variable, Model)!,
                ApiKey = Value(variable, OpenAIKey),
            },
            BaseUrl,
            OpenAIKey);
    }

    private static ChatCompletionsOptions Checked(ChatCompletionsOptions options, string endpoint, string key)
    {
        try
        {
            options.Validate();
            return options;
        }
        catch (ArgumentException exception)
        {
            string name = exception.ParamName == nameof(ChatCompletionsOptions.ApiKey) ? key : endpoint;
            throw new InvalidOperationException($"The environment variable {name} is wrong. {exception.Message}", exception);
        }
    }

    private static void Require(Func<string, string?> variable, string purpose, IEnumerable<string> names)
    {
        string[] missing = [.. names.Where(name => Value(variable, name) is null)];
        if (missing.Length > 0)
        {
            throw new InvalidOperationException($"Set the environment variable{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing)} {purpose}.");
        }
    }

    private static Uri ReadAddress(string name, string value, string example)
        => Uri.TryCreate(value, UriKind.Absolute, out Uri? address)
            ? address
            : throw new InvalidOperationException($"{name} is not an address. Set it to one like {example}.");

    private static string? Value(Func<string, string?> variable, string name)
        => variable(name)?.Trim() is { Length: > 0 } value ? value : null;
}
