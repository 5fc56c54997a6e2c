using System.ClientModel;
using Azure.AI.OpenAI;

namespace Querent.AzureOpenAI.Tests;

public class CreationTests
{
    [Fact]
    public void A_client_whose_key_would_travel_in_the_clear_is_refused()
    {
        var client = new AzureOpenAIClient(new Uri("http://my-resource.example"), new ApiKeyCredential(Wire.Key));

        ArgumentException exception = Assert.Throws<ArgumentException>(() => new AzureOpenAITransport(client, "m"));

        Assert.Equal("client", exception.ParamName);
        Assert.Contains("https", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_client_whose_token_would_travel_in_the_clear_is_refused()
    {
        var client = new AzureOpenAIClient(new Uri("http://my-resource.example"), new FixedToken("t"));

        Assert.Throws<ArgumentException>(() => new AzureOpenAITransport(client, "m"));
    }

    [Theory]
    [InlineData(2.5, 1)]
    [InlineData(-0.1, 1)]
    [InlineData(0, 0)]
    public void An_option_out_of_its_range_is_refused(double temperature, int maxReplyBytes)
        => Assert.Throws<ArgumentOutOfRangeException>(() => Wire.Connect(new Uri("https://r.example"), options: new() { Temperature = temperature, MaxReplyBytes = maxReplyBytes }));

    [Theory]
    [InlineData(null, null, null, "AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT")]
    [InlineData(null, "m", "k", "AZURE_OPENAI_ENDPOINT")]
    [InlineData("https://r.example", null, null, "AZURE_OPENAI_DEPLOYMENT")]
    [InlineData("https://r.example", " ", "k", "AZURE_OPENAI_DEPLOYMENT")]
    [InlineData("nowhere", "m", null, "AZURE_OPENAI_ENDPOINT")]
    [InlineData("http://r.example", "m", "k", "AZURE_OPENAI_ENDPOINT")]
    [InlineData("https://r.example", "m", "a secret", "AZURE_OPENAI_API_KEY")]
    public void A_variable_that_is_missing_or_wrong_is_named(string? endpoint, string? deployment, string? key, string says)
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => Create(endpoint, deployment, key));

        Assert.Contains(says, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://r.example")]
    [InlineData("http://127.0.0.1:8089")]
    public void Without_a_key_an_address_that_is_not_https_is_refused(string endpoint)
    {
        InvalidOperationException exception = Assert.Throws<InvalidOperationException>(() => Create(endpoint, "m", key: null));

        Assert.Contains("Entra ID", exception.Message, StringComparison.Ordinal);
        Assert.Contains("AZURE_OPENAI_API_KEY", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://r.example", null)]
    [InlineData("https://r.example/openai/v1/", "k")]
    [InlineData("http://127.0.0.1:8089", "k")]
    public async Task Variables_become_a_transport_with_a_key_or_with_Entra_ID(string endpoint, string? key)
    {
        await using AzureOpenAITransport transport = Create(endpoint, "m", key);

        Assert.NotNull(transport);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/openai")]
    [InlineData("/openai/v1/")]
    public async Task The_endpoint_of_the_environment_may_be_given_with_or_without_its_path(string path)
    {
        await using var server = new Querent.Tests.RawServer(_ => Wire.Answer);
        await using AzureOpenAITransport transport = Create(server.Endpoint.GetLeftPart(UriPartial.Authority) + path, "m", Wire.Key);

        (await transport.SendAsync(Wire.Request, TestContext.Current.CancellationToken)).Reply!.Dispose();

        Assert.StartsWith("POST /openai/deployments/m/chat/completions?", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    private static AzureOpenAITransport Create(string? endpoint, string? deployment, string? key) => AzureOpenAIEnvironment.CreateTransport(
        name => name switch
        {
            "AZURE_OPENAI_ENDPOINT" => endpoint,
            "AZURE_OPENAI_DEPLOYMENT" => deployment,
            "AZURE_OPENAI_API_KEY" => key,
            _ => null,
        },
        options: null);
}
