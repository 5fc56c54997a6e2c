using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Querent.Benchmarks.Measuring;

namespace Querent.Benchmarks.Web;

/// <summary>So many clients, each of which posts a ticket, reads the answer and posts the next. No two tickets are the same.</summary>
internal sealed class WebLoad(Uri address, int clients, TimeSpan spread) : IDisposable
{
    private static readonly TimeSpan Sample = TimeSpan.FromMilliseconds(200);

    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { UseProxy = false, ActivityHeadersPropagator = null });
    private readonly Uri _tickets = new(address, "tickets");
    private long _number;

    public int Clients => clients;

    /// <summary>Keeps it up for a time, and lets what is posted by then be answered.</summary>
    public async Task<WebFigures> RunAsync(TimeSpan time, TicketApiProcess api, CancellationToken cancellationToken)
    {
        var latencies = new LatencyHistogram();
        long answered = 0, failed = 0;
        long begun = Stopwatch.GetTimestamp();
        Task load = PostUntilAsync(() => Stopwatch.GetElapsedTime(begun) >= time, (result, latency) =>
        {
            latencies.Record(latency);
            Interlocked.Increment(ref result == PostResult.Answered ? ref answered : ref failed);
        }, cancellationToken);
        int mostThreads = 0;
        while (!load.IsCompleted)
        {
            mostThreads = Math.Max(mostThreads, api.CountThreads());
            await Task.WhenAny(load, Task.Delay(Sample, TimeProvider.System, cancellationToken));
        }

        await load;
        return new WebFigures(
            answered, failed, Stopwatch.GetElapsedTime(begun), latencies.Percentile(0.5), latencies.Percentile(0.95), latencies.Percentile(0.99), mostThreads);
    }

    /// <summary>Posts until told to end; ends when the last post has.</summary>
    public Task PostUntilAsync(Func<bool> isOver, Action<PostResult, TimeSpan> record, CancellationToken cancellationToken)
        => Task.WhenAll(Enumerable.Range(0, clients).Select(client => Task.Run(
            async () =>
            {
                await Task.Delay(spread * client / clients, TimeProvider.System, cancellationToken);   // else all come at once, again and again
                while (!isOver())
                {
                    long begun = Stopwatch.GetTimestamp();
                    PostResult result = await PostAsync(_http, isNewConnection: false, cancellationToken);
                    record(result, Stopwatch.GetElapsedTime(begun));
                }
            },
            cancellationToken)));

    /// <summary>Posts one ticket over a connection of its own.</summary>
    public async Task<PostResult> PostByANewConnectionAsync(CancellationToken cancellationToken)
    {
        using var http = new HttpMessageInvoker(new SocketsHttpHandler { UseProxy = false });
        return await PostAsync(http, isNewConnection: true, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private async Task<PostResult> PostAsync(HttpMessageInvoker http, bool isNewConnection, CancellationToken cancellationToken)
    {
        string number = Interlocked.Increment(ref _number).ToString(CultureInfo.InvariantCulture);
        using var message = new HttpRequestMessage(HttpMethod.Post, _tickets)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"text":"Ticket {{number}}: my card has not come, and I leave on Friday. Can you send it to my hotel?"}""")),
        };
        message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        try
        {
            using HttpResponseMessage response = await http.SendAsync(message, cancellationToken);
            await response.Content.CopyToAsync(Stream.Null, cancellationToken);
            return response.StatusCode switch
            {
                HttpStatusCode.OK => PostResult.Answered,
                HttpStatusCode.ServiceUnavailable => PostResult.Refused,
                _ => PostResult.Other,
            };
        }
        catch (HttpRequestException exception) when (exception.HttpRequestError == HttpRequestError.ConnectionError || (isNewConnection && IsReset(exception)))
        {
            return PostResult.NotConnected;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return PostResult.CutOff;
        }
    }

    /// <summary>The system resets a connection that the server has not accepted when it stops to listen.</summary>
    private static bool IsReset(HttpRequestException exception)
        => exception.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset };
}
