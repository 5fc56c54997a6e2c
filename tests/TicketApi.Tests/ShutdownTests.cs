using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Querent.Emulator;

namespace TicketApi.Tests;

public sealed class ShutdownTests
{
    private const int Posts = 200;
    private const string DrainBegun = "Querent.Hosting[2000]";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Posts_that_are_begun_are_answered_and_later_ones_refused()
    {
        var release = new TaskCompletionSource();
        await using OpenAIEmulator emulator = await StartHoldingAsync(release.Task);
        await using SampleProcess sample = await SampleProcess.StartAsync(emulator, ("MaxConcurrency", "400"), ("AdaptiveConcurrency", "false"));
        Task<HttpStatusCode>[] posts = await PostAllAsync(sample, emulator);

        await sample.TerminateAsync();
        await sample.UntilSaysAsync(DrainBegun);
        HttpStatusCode? late = await PostByANewConnectionAsync(sample.Client.BaseAddress!);
        release.SetResult();

        Assert.True(late is null or HttpStatusCode.ServiceUnavailable, $"A late post was answered with {late}.");
        Assert.All(await Task.WhenAll(posts), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(0, await sample.UntilEndedAsync());
        Assert.Equal(2 * Posts, emulator.GetCounters().Attempts);
        Assert.Contains("Querent.Hosting[2001]", sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Posts_that_are_not_answered_in_time_get_a_refusal_and_not_a_broken_connection()
    {
        var never = new TaskCompletionSource();
        await using OpenAIEmulator emulator = await StartHoldingAsync(never.Task);
        await using SampleProcess sample = await SampleProcess.StartAsync(emulator, ("MaxConcurrency", "400"), ("AdaptiveConcurrency", "false"), ("DrainTimeout", "00:00:00.5"));
        Task<HttpStatusCode>[] posts = await PostAllAsync(sample, emulator);

        await sample.TerminateAsync();

        Assert.All(await Task.WhenAll(posts), status => Assert.Equal(HttpStatusCode.ServiceUnavailable, status));
        Assert.Equal(0, await sample.UntilEndedAsync());
        Assert.Contains("Querent.Hosting[2002]", sample.Output, StringComparison.Ordinal);
        never.SetResult();
    }

    private static Task<OpenAIEmulator> StartHoldingAsync(Task release)
        => OpenAIEmulator.StartAsync(new EmulatorOptions { Hold = _ => release }, Token);

    private static async Task<Task<HttpStatusCode>[]> PostAllAsync(SampleProcess sample, OpenAIEmulator emulator)
    {
        Task<HttpStatusCode>[] posts = [.. Enumerable.Range(0, Posts).Select(number => StatusAsync(sample.PostAsync($"Ticket {number}")))];
        await emulator.WaitForInFlightAsync(2 * Posts, Token);
        return posts;
    }

    private static async Task<HttpStatusCode> StatusAsync(Task<HttpResponseMessage> post)
    {
        using HttpResponseMessage response = await post;
        return response.StatusCode;
    }

    /// <summary>The status, or null where nothing listens any more.</summary>
    private static async Task<HttpStatusCode?> PostByANewConnectionAsync(Uri address)
    {
        using var client = new HttpClient { BaseAddress = address };
        try
        {
            return await StatusAsync(client.PostAsJsonAsync("tickets", new { text = "Late" }, Token));
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError || IsReset(exception))
        {
            return null;
        }
    }

    /// <summary>The system resets a connection that the server has not accepted when it stops to listen.</summary>
    private static bool IsReset(HttpRequestException exception)
        => exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset };
}
