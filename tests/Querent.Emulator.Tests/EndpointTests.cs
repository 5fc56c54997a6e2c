using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Querent.Emulator.Tests;

public sealed class EndpointTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("openai/v1/chat/completions")]
    [InlineData("v1/chat/completions")]
    [InlineData("openai/deployments/gpt-4o-mini/chat/completions?api-version=2024-10-21")]
    public async Task Every_form_of_the_address_is_answered(string path)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.Ask(), path);
        Assert.Equal(200, reply.Status);
        Assert.Equal("stop", reply.FinishReason);
        Assert.Equal("querent-emulator (gpt-4o-mini)", reply.Json.GetProperty("model").GetString());
        Assert.Equal("chat.completion", reply.Json.GetProperty("object").GetString());
        Assert.Equal(JsonValueKind.Null, reply.Choice.GetProperty("message").GetProperty("refusal").ValueKind);
    }

    [Fact]
    public async Task The_dated_form_without_a_version_is_refused()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.Ask(), "openai/deployments/gpt-4o-mini/chat/completions");
        Assert.Equal(400, reply.Status);
        Assert.Equal("MissingApiVersionParameter", reply.Error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_path_names_the_deployment_in_the_dated_form_and_the_body_in_the_other()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Deployments = ["one", "two"] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply dated = await client.PostAsync(Requests.Ask(), "openai/deployments/two/chat/completions?api-version=2024-10-21");
        Reply v1 = await client.PostAsync(Requests.But("model", "\"one\""));
        Assert.Equal("querent-emulator (two)", dated.Json.GetProperty("model").GetString());
        Assert.Equal("querent-emulator (one)", v1.Json.GetProperty("model").GetString());
    }

    [Theory]
    [InlineData("openai/v1/chat/completions", "\"nowhere\"")]
    [InlineData("openai/deployments/nowhere/chat/completions?api-version=2024-10-21", "\"gpt-4o-mini\"")]
    public async Task A_deployment_that_is_not_there_is_a_404(string path, string model)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.But("model", model), path);
        Assert.Equal(404, reply.Status);
        Assert.Equal("DeploymentNotFound", reply.Error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Any_deployment_is_accepted_where_none_is_listed()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Deployments = [] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.But("model", "\"a-name-of-mine\""));
        Assert.Equal("querent-emulator (a-name-of-mine)", reply.Json.GetProperty("model").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task A_missing_or_wrong_key_is_a_401_in_the_form_of_the_gateway(string? key)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator, key);
        Reply reply = await client.PostAsync(Requests.Ask());
        Assert.Equal(401, reply.Status);
        Assert.Equal("401", reply.Error.GetProperty("code").GetString());
        Assert.NotEmpty(reply.Error.GetProperty("message").GetString()!);
    }

    [Fact]
    public async Task A_bearer_token_is_a_key_too()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { ApiKey = "secret" }, Cancelled);
        using var client = new EmulatorClient(emulator, key: null);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "secret");
        Assert.Equal(200, (await client.PostAsync(Requests.Ask())).Status);
    }

    [Fact]
    public async Task A_port_of_its_own_speaks_HTTP2_without_TLS_and_is_counted_with_the_other()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Http2Port = 0 }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal(200, (await client.PostAsync(Requests.Ask())).Status);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator.Http2Endpoint!, "v1/chat/completions"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent(Requests.Ask()),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", emulator.ApiKey);
        using HttpResponseMessage response = await client.Http.SendAsync(request, Cancelled);
        Assert.Equal((HttpStatusCode.OK, HttpVersion.Version20), (response.StatusCode, response.Version));
        Assert.Equal(2, emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task Without_one_there_is_no_address_for_it()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        Assert.Null(emulator.Http2Endpoint);
    }

    [Fact]
    public async Task No_key_is_asked_for_where_the_options_name_none()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { ApiKey = null }, Cancelled);
        using var client = new EmulatorClient(emulator, key: null);
        Assert.Equal(200, (await client.PostAsync(Requests.Ask())).Status);
    }

    [Theory]
    [InlineData("openai/v1/completions", 404)]
    [InlineData("openai/deployments/a/b/chat/completions?api-version=1", 404)]
    [InlineData("", 404)]
    public async Task Another_address_is_a_404(string path, int status)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal(status, (await client.PostAsync(Requests.Ask(), path)).Status);
    }

    [Fact]
    public async Task Only_a_post_asks()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        using HttpResponseMessage response = await client.Http.GetAsync(new Uri(emulator.Endpoint, "openai/v1/chat/completions"), Cancelled);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Two_emulators_run_side_by_side_and_a_taken_port_is_refused()
    {
        await using OpenAIEmulator one = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        await using OpenAIEmulator two = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        Assert.NotEqual(one.Endpoint, two.Endpoint);
        await Assert.ThrowsAsync<IOException>(() => OpenAIEmulator.StartAsync(new() { Port = one.Endpoint.Port }, Cancelled));
    }

    [Fact]
    public async Task Disposal_ends_what_is_in_flight()
    {
        OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Latency = EmulatorLatency.Fixed(TimeSpan.FromHours(1)) }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Task<Reply> asked = client.PostAsync(Requests.Ask());
        await emulator.WaitForInFlightAsync(1, Cancelled);
        await emulator.DisposeAsync();
        await emulator.DisposeAsync();
        await Assert.ThrowsAsync<HttpRequestException>(() => asked);
        Assert.Equal(1, emulator.GetCounters().AbortedByEmulator);
    }
}
