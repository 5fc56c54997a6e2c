using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging.Abstractions;
using Querent.Discretion;
using Querent.Emulator;

namespace Querent.Conformance;

/// <summary>An executor on an emulator that echoes, with the faults that a test asks for.</summary>
internal sealed partial class EchoRun : IAsyncDisposable
{
    private EchoRun(OpenAIEmulator emulator, RowExecutor executor)
    {
        Emulator = emulator;
        Executor = executor;
    }

    public OpenAIEmulator Emulator { get; }

    public RowExecutor Executor { get; }

    public static async Task<EchoRun> StartAsync(
        Func<TransportTarget, ICompletionTransport> connect,
        FaultRule? fault = null,
        EmulatorLatency? latency = null,
        RowExecutorOptions? options = null,
        Func<TransportTarget, TransportTarget>? change = null,
        Func<EmulatorRequest, EmulatorAnswer>? answer = null,
        Dictionary<string, string>? replyHeaders = null)
    {
        OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new EmulatorOptions
            {
                Http2Port = 0,
                ApiKey = Canaries.Key,
                Answer = answer ?? Echo,
                ReplyHeaders = replyHeaders ?? [],
                Faults = fault is null ? [] : [fault],
                Latency = latency ?? EmulatorLatency.None,
            },
            TestContext.Current.CancellationToken);
        var target = new TransportTarget(emulator.Endpoint, emulator.Http2Endpoint!, emulator.Deployments[0], Canaries.Key);
        var executor = new RowExecutor(connect(change is null ? target : change(target)), WithLogs(options ?? Options()));
        return new EchoRun(emulator, executor);
    }

    private static RowExecutorOptions WithLogs(RowExecutorOptions options)
        => options.LoggerFactory is NullLoggerFactory ? options with { LoggerFactory = new WatchedLogs(DiscretionWatch.Suite) } : options;

    /// <summary>Retries at once: the waits themselves are another test's business.</summary>
    public static RowExecutorOptions Options(int concurrency = 16, int attempts = 6) => new()
    {
        MaxConcurrency = concurrency,
        MaxAttempts = attempts,
        RetryDelay = TimeSpan.FromTicks(1),
        MaxRetryDelay = TimeSpan.FromTicks(1),
    };

    public static List<EchoRow.Input> Inputs(int count) => [.. Enumerable.Range(0, count).Select(id => new EchoRow.Input { Id = id, Text = $"<{id}> {Canaries.Prompt} \"quoted\"\n\u0001 é 😀" })];

    public async Task<List<RowOutcome<EchoRow>>> ListAsync(int rows, RunOptions? options = null, CancellationToken? cancellationToken = null)
    {
        List<RowOutcome<EchoRow>> outcomes = [];
        await foreach (RowOutcome<EchoRow> outcome in Executor.RunAsync(Inputs(rows), options, cancellationToken ?? TestContext.Current.CancellationToken))
        {
            DiscretionWatch.Suite.Look("an outcome's text", outcome.ToString());
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    /// <summary>Answers with the names in the prompt, as the model of an echo set does.</summary>
    public static EmulatorAnswer Echo(EmulatorRequest request)
    {
        Match names = Names().Match(request.User!);
        return new EmulatorAnswer($$"""{"row":"{{names.Groups[1]}}","query":"{{names.Groups[2]}}","secret":"{{Canaries.Answer}}"}""");
    }

    public static int RowOf(EmulatorRequest request) => int.Parse(Names().Match(request.User!).Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>
    /// Every attempt that the endpoint saw is in a report, and every attempt in a report was seen by the endpoint, but for
    /// those that were cancelled, some of them before they had left.
    /// </summary>
    public void AssertTheWireAgrees(List<RowOutcome<EchoRow>> outcomes)
    {
        List<AttemptReport> reported = [.. outcomes.SelectMany(outcome => outcome.Queries).SelectMany(query => query.Attempts)];
        int cancelled = reported.Count(attempt => attempt.Error?.Kind == QueryErrorKind.Cancelled);
        Assert.InRange(Emulator.GetCounters().Attempts, reported.Count - cancelled, reported.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await Executor.DisposeAsync();
        await Emulator.DisposeAsync();
    }

    [GeneratedRegex(@"^row (\d+) query (\w+)")]
    private static partial Regex Names();
}
