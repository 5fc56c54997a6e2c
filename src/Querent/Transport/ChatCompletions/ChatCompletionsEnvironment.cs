namespace Querent;

/// <summary>Reads a transport's options from environment variables, and says which one is missing.</summary>
internal static class ChatCompletionsEnvironment
{
    private const string Endpoint = "AZURE_OPENAI_ENDPOINT";
    private const string Deployment = "AZURE_OPENAI_DEPLOYMENT";
    private const string ApiKey = "AZURE_OPENAI_API_KEY";
    private const string ApiVersion = "AZURE_OPENAI_API_VERSION";

    /// <summary>Whether any of the variables is set, so that a deployment is meant.</summary>
    public static bool IsSet(Func<string, string?> variable)
        => new[] { Endpoint, Deployment, ApiKey }.Any(name => !string.IsNullOrWhiteSpace(variable(name)));

    public static ChatCompletionsOptions Read(Func<string, string?> variable)
    {
        string[] missing = [.. new[] { Endpoint, Deployment, ApiKey }.Where(name => string.IsNullOrWhiteSpace(variable(name)))];
        if (missing.Length > 0)
        {
            throw new InvalidOperationException($"Set the environment variable{(missing.Length > 1 ? "s" : "")} {string.Join(", ", missing)} to use an Azure OpenAI deployment.");
        }

        if (!Uri.TryCreate(variable(Endpoint)!.Trim(), UriKind.Absolute, out Uri? endpoint))
        {
            throw new InvalidOperationException($"{Endpoint} is not an address. Set it to one like https://my-resource.openai.azure.com.");
        }

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
}
