using System.Diagnostics;
using Querent.Benchmarks.Measuring;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Hand;

/// <summary>
/// Rows all-or-nothing by a loop written by hand for one row type and for speed: pieces of UTF-8 escaped beforehand, a
/// worker's own buffers, <see cref="System.Text.Json.Utf8JsonReader"/> at both levels. No retry, no deadline, no order, no
/// report: what is left when all that is taken away.
/// </summary>
internal sealed class HandLoop(IHandWire wire, HandPrompt[] prompts, int workers, ColdStart coldStart) : IDisposable
{
    private readonly HandWorker[] _workers = [.. Enumerable.Range(0, workers).Select(_ => new HandWorker())];
    private readonly Lock _lock = new();
    private long _attempts;

    public long Attempts => Interlocked.Read(ref _attempts);

    public async Task RunAsync(CaseFiles inputs, OutcomeTally tally, CancellationToken cancellationToken)
    {
        using IEnumerator<CaseFile> files = inputs.GetEnumerator();
        HandRow? row = null;
        int query = 0;
        await Task.WhenAll(_workers.Select(worker => Task.Run(() => WorkAsync(worker), cancellationToken)));

        async Task WorkAsync(HandWorker worker)
        {
            while (Next() is var (current, asked))
            {
                long started = Stopwatch.GetTimestamp();
                prompts[asked].Write(worker.Body, current.File);
                coldStart.Note();
                Interlocked.Increment(ref _attempts);
                Assessment? answer = await wire.AskAsync(worker, cancellationToken);
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
                if (row is null || query == prompts.Length)
                {
                    if (!files.MoveNext())
                    {
                        return null;
                    }

                    row = new HandRow(files.Current, prompts.Length);
                    query = 0;
                }

                return (row, query++);
            }
        }
    }

    public void Dispose() => wire.Dispose();
}
