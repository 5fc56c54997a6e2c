using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Querent.Emulator.Tests;

/// <summary>A raw client: what it sends is what the test wrote, what it returns is what came over the wire.</summary>
internal sealed class EmulatorClient : IDisposable
{
    private readonly HttpClient _http;
    private readonly OpenAIEmulator _emulator;

    public EmulatorClient(OpenAIEmulator emulator, string? key = OpenAIEmulator.DefaultApiKey)
    {
        _emulator = emulator;
        _http = new HttpClient(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false }) { Timeout = TimeSpan.FromSeconds(30) };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add("api-key", key);
        }
    }

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public HttpClient Http => _http;

    public void Dispose() => _http.Dispose();

    public async Task<Reply> PostAsync(string body, string path = "openai/v1/chat/completions")
    {
        using HttpResponseMessage response = await SendAsync(body, path, Cancelled);
        return new Reply((int)response.StatusCode, response.Headers, await response.Content.ReadAsStringAsync(Cancelled));
    }

    public Task<HttpResponseMessage> SendAsync(string body, string path, CancellationToken cancellationToken)
    {
        var content = new StringContent(body, Encoding.UTF8, "application/json");
        return _http.PostAsync(new Uri(_emulator.Endpoint, path), content, cancellationToken);
    }
}

/// <summary>A reply as it came.</summary>
internal sealed record Reply(int Status, HttpResponseHeaders Headers, string Body)
{
    public JsonElement Json => JsonDocument.Parse(Body).RootElement;

    public JsonElement Error => Json.GetProperty("error");

    public JsonElement Choice => Json.GetProperty("choices")[0];

    public string? Content => Choice.GetProperty("message").GetProperty("content").GetString();

    public string FinishReason => Choice.GetProperty("finish_reason").GetString()!;

    public JsonElement Answer => JsonDocument.Parse(Content!).RootElement;
}
