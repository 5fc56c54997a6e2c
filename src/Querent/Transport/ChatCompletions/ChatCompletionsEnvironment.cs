namespace Querent;

/// <summary>Reads a transport's options from environment variables, and says which one is missing.</summary>
internal static class ChatCompletionsEnvironment
{
    public const string Endpoint = "AZURE_OPENAI_ENDPOINT";
    public const string Deployment = "AZURE_OPENAI_DEPLOYMENT";
    public const string ApiKey = "AZURE_OPENAI_API_KEY";
    private const string ApiVersion = "AZURE_OPENAI_API_VERSION";

    /// <summary>Whether any of the variables is set, so that a deployment is meant.</summary>
    public static bool IsSet(Func<string, string?> variable)
        => new[] { Endpoint, Deployment, ApiKey }.Any(name => !string.IsNullOrWhiteSpace(variable(name)));

    public static ChatCompletionsOptions Read(Func<string, string?> variable)
    {
        Require(variable, Endpoint, Deployment, ApiKey);
        Uri endpoint = ReadEndpoint(variable);
        string? version = variable(ApiVersion)?.Trim();
        var options = new ChatCompletionsOptions
        {
            Endpoint = endpoint,
            Deployment = variable(Deployment)!.Trim(),
            ApiKey = variable(ApiKey)!.Trim(),
            ApiVersion = string.IsNullOrEmpty(version) ? null : version,
        };
        try
        {
            options.Validate();
            return options;
        }
        catch (ArgumentException exception)
        {
            string name = exception.ParamName == nameof(ChatCompletionsOptions.ApiKey) ? ApiKey : Endpoint;
            throw new InvalidOperationException($"The environment variable {name} is wrong. {exception.Message}", exception);
        }
    }

    /// <summary>Demands that each of the variables be set.</summary>
    public static void Require(Func<string, string?> variable, params IEnumerable<string> names)
    {
        string[] missing = [.. names.Where(name => string.IsNullOrWhiteSpace(variable(name)))];
        if (missing.Length > 0)
        {
            throw new InvalidOperationException($"Set the environment variable{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing)} to use an Azure OpenAI deployment.");
        }
    }

    /// <summary>The address that the variable holds.</summary>
    public static Uri ReadEndpoint(Func<string, string?> variable)
        => Uri.TryCreate(variable(Endpoint)!.Trim(), UriKind.Absolute, out Uri? endpoint)
            ? endpoint
            : throw new InvalidOperationException($"{Endpoint} is not an address. Set it to one like https://my-resource.openai.azure.com.");
}
