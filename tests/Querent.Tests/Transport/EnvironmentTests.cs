namespace Querent.Tests.Transport;

public class EnvironmentTests
{
    [Fact]
    public void A_model_and_a_key_mean_openai()
    {
        ChatCompletionsOptions options = Read(("OPENAI_MODEL", " gpt-4o "), ("OPENAI_API_KEY", "key\n"));

        Assert.Equal((ChatCompletionsApi.OpenAI, "https://api.openai.com/v1", "gpt-4o", "key", null), (options.Api, options.Endpoint.OriginalString, options.Deployment, options.ApiKey, options.ApiVersion));
    }

    [Fact]
    public void A_base_url_on_this_machine_needs_no_key()
    {
        ChatCompletionsOptions options = Read(("OPENAI_MODEL", "llama3"), ("OPENAI_BASE_URL", "http://127.0.0.1:11434/v1"));

        Assert.Equal(("http://127.0.0.1:11434/v1", null), (options.Endpoint.OriginalString, options.ApiKey));
    }

    [Fact]
    public void Azures_variables_go_first()
    {
        ChatCompletionsOptions options = Read(
            ("AZURE_OPENAI_ENDPOINT", "https://r.example"), ("AZURE_OPENAI_DEPLOYMENT", "d"), ("AZURE_OPENAI_API_KEY", "azure"), ("OPENAI_MODEL", "m"), ("OPENAI_API_KEY", "openai"));

        Assert.Equal((ChatCompletionsApi.AzureOpenAI, "d", "azure"), (options.Api, options.Deployment, options.ApiKey));
    }

    [Theory]
    [InlineData("AZURE_OPENAI_ENDPOINT", "Set the environment variables AZURE_OPENAI_DEPLOYMENT, AZURE_OPENAI_API_KEY to use an Azure OpenAI deployment.")]
    [InlineData("OPENAI_MODEL", "Set the environment variable OPENAI_API_KEY to use an OpenAI-compatible endpoint.")]
    [InlineData("OPENAI_API_KEY", "The environment names no deployment. Set AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT, AZURE_OPENAI_API_KEY to use an Azure OpenAI deployment, or OPENAI_MODEL and OPENAI_API_KEY to use OpenAI, with OPENAI_BASE_URL for another endpoint that is compatible with it.")]
    public void What_is_missing_beside_a_variable_is_named(string variable, string message)
        => Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => Read((variable, "x"), ("AZURE_OPENAI_API_VERSION", "2024-10-21"))).Message);

    [Theory]
    [InlineData("nowhere", "k", "OPENAI_BASE_URL is not an address. Set it to one like https://api.openai.com/v1.")]
    [InlineData("http://r.example/v1", "k", "The environment variable OPENAI_BASE_URL is wrong. The endpoint must be an https address")]
    [InlineData("https://r.example/v1", "a secret", "The environment variable OPENAI_API_KEY is wrong. The key holds a space")]
    public void A_wrong_variable_is_named(string baseUrl, string key, string message)
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => Read(("OPENAI_MODEL", "m"), ("OPENAI_BASE_URL", baseUrl), ("OPENAI_API_KEY", key)));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("a secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AZURE_OPENAI_ENDPOINT", true)]
    [InlineData("AZURE_OPENAI_DEPLOYMENT", true)]
    [InlineData("AZURE_OPENAI_API_KEY", true)]
    [InlineData("OPENAI_MODEL", true)]
    [InlineData("OPENAI_API_KEY", false)]
    [InlineData("OPENAI_BASE_URL", false)]
    [InlineData("AZURE_OPENAI_API_VERSION", false)]
    public void A_variable_that_only_this_needs_means_a_deployment(string variable, bool isSet)
        => Assert.Equal(isSet, ChatCompletionsEnvironment.IsSet(name => name == variable ? "x" : null));

    private static ChatCompletionsOptions Read(params (string Name, string Value)[] variables)
        => ChatCompletionsEnvironment.Read(name => variables.FirstOrDefault(variable => variable.Name == name).Value);
}
