using System.Globalization;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Limits.Quota;

/// <summary>A case on the wire, in real time, as the emulator's own counters tell it.</summary>
internal static class WireQuota
{
    private const int MostInFlight = 2048;
    private const int Rows = 100_000_000;

    private const string OutputTokens = "--output-tokens 100";

    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(0.5);

    public static async Task<QuotaTrace> OursAsync(EmulatorProcess emulator, QuotaCase quota, CancellationToken cancellationToken)
    {
        var options = new RowExecutorOptions { MaxConcurrency = MostInFlight, MaxAttempts = 1000, QueryTimeout = TimeSpan.FromMinutes(30) };
        await using var executor = new RowExecutor(emulator.Deployment.CreateTransport(), options);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        string terms = await TermsAsync(emulator, quota, cancellationToken);
        await emulator.BehaveAsync(string.Create(CultureInfo.InvariantCulture, $"{terms} --quota-change {quota.StepSeconds}=0.5 --quota-change {2 * quota.StepSeconds}=1"), cancellationToken);
        await emulator.ResetAsync(cancellationToken);
        Task running = Questionnaire.Of(1).RunAsync(executor, new CaseFiles(0, Rows), new OutcomeTally(), OutcomeOrder.Completion, over.Token);
        QuotaTrace trace = await WatchAsync(emulator, quota, $"{terms} --taken-by-others 0.333333", cancellationToken);
        await over.CancelAsync();
        await running.ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        await emulator.BehaveAsync("--latency 0", cancellationToken);
        return trace;
    }

    private static async Task<QuotaTrace> WatchAsync(EmulatorProcess emulator, QuotaCase quota, string shared, CancellationToken cancellationToken)
    {
        int seconds = QuotaCase.Steps.Count * quota.StepSeconds;
        var trace = new QuotaTrace(seconds);
        using var timer = new PeriodicTimer(LookEvery, TimeProvider.System);
        long started = TimeProvider.System.GetTimestamp();
        EmulatorCount last = await emulator.ReadCountAsync(cancellationToken);
        double at = 0;
        while (at < seconds && await timer.WaitForNextTickAsync(cancellationToken))
        {
            EmulatorCount now = await emulator.ReadCountAsync(cancellationToken);
            double before = at;
            at = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
            trace.Served((before + at) / 2, now.Answers - last.Answers);
            trace.Refused((before + at) / 2, now.Throttled - last.Throttled);
            last = now;
            if (before < 3 * quota.StepSeconds && at >= 3 * quota.StepSeconds)
            {
                await emulator.BehaveAsync(shared, cancellationToken);
            }
        }

        return trace;
    }

    private static async Task<string> TermsAsync(EmulatorProcess emulator, QuotaCase quota, CancellationToken cancellationToken)
    {
        long perMinute = quota.PerSecond * 60L;
        long tokens = quota.Unit == QuotaUnit.Requests ? 0 : perMinute * await ChargeAsync(emulator, cancellationToken);
        string limit = tokens == 0
            ? string.Create(CultureInfo.InvariantCulture, $"--requests-per-minute {perMinute}")
            : string.Create(CultureInfo.InvariantCulture, $"{OutputTokens} --tokens-per-minute {tokens}");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"--latency {quota.Latency * 1000} --sigma 0.3 {limit} --request-window {quota.WindowSeconds} --token-window {quota.WindowSeconds}{(quota.HasHeaders ? "" : " --quota-headers all=missing --retry-after-form none")}");
    }

    /// <summary>What one query is charged.</summary>
    private static async Task<long> ChargeAsync(EmulatorProcess emulator, CancellationToken cancellationToken)
    {
        await emulator.BehaveAsync($"{OutputTokens} --tokens-per-minute 1000000000", cancellationToken);
        await emulator.ResetAsync(cancellationToken);
        await using var executor = new RowExecutor(emulator.Deployment.CreateTransport());
        await Questionnaire.Of(1).RunAsync(executor, new CaseFiles(0, 1), new OutcomeTally(), OutcomeOrder.Input, cancellationToken);
        return (await emulator.ReadCountAsync(cancellationToken)).ChargedTokens;
    }
}
