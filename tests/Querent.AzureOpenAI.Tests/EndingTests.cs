using System.Net;
using System.Net.Sockets;
using Azure.AI.OpenAI;
using Querent.Emulator;
using Querent.Tests;

namespace Querent.AzureOpenAI.Tests;

public class EndingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Cancelling_an_attempt_in_flight_ends_it_and_its_request()
    {
        await using OpenAIEmulator emulator = await SilentAsync();
        await using AzureOpenAITransport transport = Wire.Connect(emulator.Endpoint);
        using var cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<CompletionResult> sending = transport.SendAsync(Wire.Request, cancelled.Token).AsTask();
        await emulator.WaitForInFlightAsync(1, Token);

        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
        await emulator.WaitForIdleAsync(Token);
    }

    [Fact]
    public async Task The_clients_own_time_out_is_told_from_a_cancellation()
    {
        await using OpenAIEmulator emulator = await SilentAsync();
        await using AzureOpenAITransport transport = Wire.Connect(emulator.Endpoint, new AzureOpenAIClientOptions { NetworkTimeout = TimeSpan.FromMilliseconds(300) });

        QueryError error = (await transport.SendAsync(Wire.Request, Token)).Error!;

        Assert.Equal((QueryErrorKind.TimedOut, true), (error.Kind, error.IsTransient));
        Assert.Contains("NetworkTimeout", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, emulator.GetCounters().Attempts);
    }

    [Fact]
    public async Task An_endpoint_that_is_not_there_is_a_transient_error_of_the_connection()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        int port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        await using AzureOpenAITransport transport = Wire.Connect(new Uri($"http://127.0.0.1:{port}"));

        QueryError error = (await transport.SendAsync(Wire.Request, Token)).Error!;

        Assert.Equal((QueryErrorKind.Connection, true), (error.Kind, error.IsTransient));
        Assert.Contains("refuses connections", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reply_longer_than_allowed_is_not_read_to_its_end()
    {
        await using var server = new RawServer(_ => Wire.Answer);
        await using AzureOpenAITransport transport = Wire.Connect(server.Endpoint, options: new() { MaxReplyBytes = 20 });

        QueryError error = (await transport.SendAsync(Wire.Request, Token)).Error!;

        Assert.Equal((QueryErrorKind.Malformed, 200, "id-1"), (error.Kind, error.StatusCode, error.RequestId));
        Assert.Contains("20 bytes", error.Message, StringComparison.Ordinal);
    }

    private static Task<OpenAIEmulator> SilentAsync() => OpenAIEmulator.StartAsync(
        new EmulatorOptions { ApiKey = null, Deployments = [], Faults = [FaultRule.Always(EmulatorFault.BlackHole())] }, Token);
}
