using System.Diagnostics;
using System.Net;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Measuring;
using Querent.Benchmarks.Requests;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Hand;

/// <summary>
/// Rows all-or-nothing by a loop over <see cref="HttpMessageInvoker"/>, written by hand for one row type and for speed:
/// pieces of UTF-8 escaped beforehand, a worker's own buffers, <see cref="System.Text.Json.Utf8JsonReader"/> at both
/// levels. No retry, no deadline, no order, no report: what is left when all that is taken away.
/// </summary>
internal sealed class HandLoop(Deployment deployment, Questionnaire questionnaire, int workers, ColdStart coldStart) : IDisposable
{
    private readonly HttpMessageInvoker _http = BareHttp.Create();
    private readonly Uri _url = deployment.ChatCompletionsUrl();
    private readonly HandPrompt[] _prompts = HandPrompt.AllOf(questionnaire, deployment.Name);
    private readonly Worker[] _workers = [.. Enumerable.Range(0, workers).Select(_ => new Worker())];
    private readonly Lock _lock = new();
    private long _attempts;

    public long Attempts => Interlocked.Read(ref _attempts);

    public async Task RunAsync(CaseFiles inputs, OutcomeTally tally, CancellationToken cancellationToken)
    {
        using IEnumerator<CaseFile> files = inputs.GetEnumerator();
        HandRow? row = null;
        int query = 0;
        await Task.WhenAll(_workers.Select(worker => Task.Run(() => WorkAsync(worker), cancellationToken)));

        async Task WorkAsync(Worker worker)
        {
            while (Next() is var (current, asked))
            {
                long started = Stopwatch.GetTimestamp();
                _prompts[asked].Write(worker.Body, current.File);
                Assessment? answer = await SendAsync(worker, cancellationToken);
                TimeSpan? latency = answer is null ? null : Stopwatch.GetElapsedTime(started);
                bool isLast = current.Set(asked, answer);
                lock (_lock)
                {
                    tally.Take(latency, isLast ? current.IsAnswered : null);
                }
            }
        }

        (HandRow Row, int Query)? Next()
        {
            lock (_lock)
            {
                if (row is null || query == _prompts.Length)
                {
                    if (!files.MoveNext())
                    {
                        return null;
                    }

                    row = new HandRow(files.Current, _prompts.Length);
                    query = 0;
                }

                return (row, query++);
            }
        }
    }

    public void Dispose() => _http.Dispose();

    private async ValueTask<Assessment?> SendAsync(Worker worker, CancellationToken cancellationToken)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, _url) { Content = new HandContent(worker.Body.Written) };
        message.Headers.TryAddWithoutValidation("api-key", deployment.Key);
        coldStart.Note();
        Interlocked.Increment(ref _attempts);
        try
        {
            using HttpResponseMessage response = await _http.SendAsync(message, cancellationToken);
            Stream reply = response.Content.ReadAsStream(cancellationToken);
            int length = 0;
            for (int read; (read = await reply.ReadAsync(worker.Reply.AsMemory(length), cancellationToken)) > 0;)
            {
                length += read;
            }

            return response.StatusCode == HttpStatusCode.OK ? HandReply.Read(worker.Reply.AsSpan(0, length), worker.Scratch) : null;
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return null;
        }
    }

    /// <summary>What a worker keeps from query to query.</summary>
    private sealed class Worker
    {
        private const int LongestReply = 64 * 1024;

        public HandBuffer Body { get; } = new();

        public byte[] Reply { get; } = new byte[LongestReply];

        public byte[] Scratch { get; } = new byte[LongestReply];
    }
}
