using System.Net;
using System.Text;

namespace Querent.Emulator.Tests;

public sealed class ConnectionFaultTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static HttpRequestMessage Post(Uri endpoint, string user)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(endpoint, "v1/chat/completions"))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent(Requests.Ask(user), Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("api-key", OpenAIEmulator.DefaultApiKey);
        return request;
    }

    /// <summary>A client of HTTP/2 that counts its connections.</summary>
    private sealed class Http2Client : IDisposable
    {
        private readonly HttpClient _http;
        private readonly Uri _endpoint;
        private int _connections;

        public Http2Client(OpenAIEmulator emulator)
        {
            _endpoint = emulator.Http2Endpoint!;
            _http = new HttpClient(new SocketsHttpHandler
            {
                UseProxy = false,
                ConnectCallback = async (context, cancellationToken) =>
                {
                    Interlocked.Increment(ref _connections);
                    var socket = new System.Net.Sockets.Socket(System.Net.Sockets.SocketType.Stream, System.Net.Sockets.ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                    return new System.Net.Sockets.NetworkStream(socket, ownsSocket: true);
                },
            });
        }

        public int Connections => Volatile.Read(ref _connections);

        public void Dispose() => _http.Dispose();

        public async Task<int> AskAsync(string user, CancellationToken cancellationToken)
        {
            using HttpRequestMessage request = Post(_endpoint, user);
            using HttpResponseMessage response = await _http.SendAsync(request, cancellationToken);
            return (int)response.StatusCode;
        }
    }

    private static FaultRule For(string user, EmulatorFault fault) => FaultRule.When(request => request.User == user ? fault : null);

    [Fact]
    public async Task After_a_go_away_what_is_in_flight_is_answered_and_a_new_connection_is_made()
    {
        var release = new TaskCompletionSource();
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Http2Port = 0, Faults = [For("leave", EmulatorFault.GoAway())], Hold = request => request.User == "slow" ? release.Task : null }, Cancelled);
        using var client = new Http2Client(emulator);
        Task<int> slow = client.AskAsync("slow", Cancelled);
        await emulator.WaitForInFlightAsync(1, Cancelled);
        Assert.Equal(200, await client.AskAsync("leave", Cancelled));
        Assert.Equal(1, client.Connections);
        while (client.Connections == 1)
        {
            Assert.Equal(200, await client.AskAsync("next", Cancelled));
        }

        release.SetResult();
        Assert.Equal(200, await slow);
    }

    [Fact]
    public async Task A_go_away_closes_a_connection_of_HTTP1_behind_its_answer()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Faults = [FaultRule.Always(EmulatorFault.GoAway())] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.Ask());
        Assert.Equal(200, reply.Status);
        Assert.True(reply.Headers.ConnectionClose);
    }

    [Fact]
    public async Task A_lost_connection_takes_all_that_is_in_flight_on_it()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Http2Port = 0, Faults = [For("lost", EmulatorFault.LostConnection())], Hold = request => request.User == "slow" ? new TaskCompletionSource().Task : null },
            Cancelled);
        using var client = new Http2Client(emulator);
        Task<int> slow = client.AskAsync("slow", Cancelled);
        await emulator.WaitForInFlightAsync(1, Cancelled);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.AskAsync("lost", Cancelled));
        await Assert.ThrowsAsync<HttpRequestException>(() => slow);
        Assert.Equal(200, await client.AskAsync("next", Cancelled));
        Assert.Equal(2, client.Connections);
    }

    [Fact]
    public async Task A_reset_over_HTTP2_takes_its_own_request_only()
    {
        var release = new TaskCompletionSource();
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Http2Port = 0, Faults = [For("lost", EmulatorFault.ResetBeforeResponse())], Hold = request => request.User == "slow" ? release.Task : null }, Cancelled);
        using var client = new Http2Client(emulator);
        Task<int> slow = client.AskAsync("slow", Cancelled);
        await emulator.WaitForInFlightAsync(1, Cancelled);
        await Assert.ThrowsAsync<HttpRequestException>(() => client.AskAsync("lost", Cancelled));
        release.SetResult();
        Assert.Equal(200, await slow);
        Assert.Equal(1, client.Connections);
    }

    [Fact]
    public async Task Over_a_half_open_connection_nothing_comes_any_more()
    {
        var release = new TaskCompletionSource();
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Http2Port = 0, Faults = [For("dead", EmulatorFault.HalfOpen())], Hold = request => request.User == "slow" ? release.Task : null }, Cancelled);
        using var client = new Http2Client(emulator);
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        Task<int> slow = client.AskAsync("slow", impatience.Token);
        await emulator.WaitForInFlightAsync(1, Cancelled);
        Task<int> dead = client.AskAsync("dead", impatience.Token);
        await emulator.WaitForAttemptsAsync(2, Cancelled);
        while (!emulator.GetCounters().Faults.ContainsKey("half-open"))
        {
            await Task.Yield();
        }

        Task<int> next = client.AskAsync("next", impatience.Token);
        await emulator.WaitForAttemptsAsync(3, Cancelled);
        release.SetResult();
        using var other = new Http2Client(emulator);
        Assert.Equal(200, await other.AskAsync("next", Cancelled));
        Assert.Equal(3, emulator.GetCounters().InFlight);
        await impatience.CancelAsync();
        foreach (Task<int> silent in (Task<int>[])[slow, dead, next])
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => silent);
        }

        await emulator.WaitForIdleAsync(Cancelled);
        Assert.Equal(3, emulator.GetCounters().AbortedByClient);
    }

    [Fact]
    public async Task A_stalled_body_comes_by_half_and_no_further()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Faults = [FaultRule.Always(EmulatorFault.StalledBody())] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator.Endpoint, "v1/chat/completions")) { Content = new StringContent(Requests.Ask()) };
        using (HttpResponseMessage response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled))
        {
            long length = response.Content.Headers.ContentLength!.Value;
            await using Stream body = await response.Content.ReadAsStreamAsync(Cancelled);
            byte[] half = new byte[length / 2];
            await body.ReadExactlyAsync(half, Cancelled);
            Task<int> more = body.ReadAsync(half, Cancelled).AsTask();
            Assert.False(more.IsCompleted);
        }

        await emulator.WaitForIdleAsync(Cancelled);
        Assert.Equal(1, emulator.GetCounters().AbortedByClient);
    }
}
