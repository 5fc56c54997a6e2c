using System.Globalization;
using Querent.Benchmarks.Endpoint;
using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Weather;

/// <summary>Runs rows in bad weather until enough have ended, lets it clear, and waits for full speed.</summary>
internal sealed class WeatherRun(EmulatorControl emulator, Deployment deployment, Uri http2Endpoint, WeatherPlan plan)
{
    private const double FullSpeed = 0.9;

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Stretch = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LongestRecovery = TimeSpan.FromSeconds(20);

    private readonly FourQuestions?[] _fair = new FourQuestions?[plan.Rows];
    private readonly Dictionary<bool, double> _fairSpeeds = [];

    private string Fair => string.Create(CultureInfo.InvariantCulture, $"--latency {plan.LatencyMilliseconds}");

    public async Task<WeatherResult> RunAsync(WeatherKind kind, CancellationToken cancellationToken)
    {
        double fairSpeed = await FairAsync(kind.IsHttp2, cancellationToken);
        var clock = new JumpingClock();
        var transport = new StrayTransport(Connect(kind.IsHttp2), [.. Elsewhere(kind)]);
        await using var executor = new RowExecutor(transport, plan.OptionsWith(clock));
        await emulator.BehaveAsync($"{Fair} {kind.Behavior}", cancellationToken);
        await emulator.ResetAsync(cancellationToken);
        var source = new WeatherSource(plan.Rows);
        var sink = new WeatherSink(_fair);
        long started = TimeProvider.System.GetTimestamp();
        Task run = AskAsync(executor, source, sink, cancellationToken);
        using (new HostTrouble(kind, clock))
        {
            while (sink.Taken < plan.Rows && !run.IsCompleted)
            {
                await Task.Delay(Look, TimeProvider.System, cancellationToken);
            }
        }

        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(started);
        transport.Clear();
        await emulator.BehaveAsync(Fair, cancellationToken);
        TimeSpan? recovery = plan.Watches ? await RecoverAsync(executor, fairSpeed, cancellationToken) : null;
        source.Stop();
        await run;
        return new WeatherResult(kind)
        {
            Begun = source.Count,
            Sink = sink,
            Statistics = executor.GetStatistics(),
            Arrived = (await emulator.ReadAsync(cancellationToken)).Attempts,
            Astray = transport.Astray,
            Elapsed = elapsed,
            Recovery = recovery,
            WasWatched = plan.Watches,
        };
    }

    /// <summary>The queries a second of fair weather, and its answers.</summary>
    private async Task<double> FairAsync(bool isHttp2, CancellationToken cancellationToken)
    {
        if (_fairSpeeds.TryGetValue(isHttp2, out double known))
        {
            return known;
        }

        await emulator.BehaveAsync(Fair, cancellationToken);
        await using var executor = new RowExecutor(Connect(isHttp2), plan.OptionsWith(TimeProvider.System));
        var source = new WeatherSource(plan.Rows);
        Task run = AskAsync(executor, source, new WeatherSink(_fair), cancellationToken);
        double best = 0;
        while (source.Count < plan.Rows && !run.IsCompleted)
        {
            best = Math.Max(best, await SpeedAsync(executor, cancellationToken));
        }

        source.Stop();
        await run;
        return _fairSpeeds[isHttp2] = best;
    }

    private static async Task<TimeSpan?> RecoverAsync(RowExecutor executor, double fairSpeed, CancellationToken cancellationToken)
    {
        long cleared = TimeProvider.System.GetTimestamp();
        while (TimeProvider.System.GetElapsedTime(cleared) is var since && since < LongestRecovery)
        {
            if (await SpeedAsync(executor, cancellationToken) >= FullSpeed * fairSpeed)
            {
                return since;   // the stretch that was at full speed began then
            }
        }

        return null;
    }

    private static async Task<double> SpeedAsync(RowExecutor executor, CancellationToken cancellationToken)
    {
        (long answered, long at) = (executor.GetStatistics().AttemptsAnswered, TimeProvider.System.GetTimestamp());
        await Task.Delay(Stretch, TimeProvider.System, cancellationToken);
        return (executor.GetStatistics().AttemptsAnswered - answered) / TimeProvider.System.GetElapsedTime(at).TotalSeconds;
    }

    private static async Task AskAsync(RowExecutor executor, WeatherSource source, WeatherSink sink, CancellationToken cancellationToken)
    {
        var options = new RunOptions { Order = OutcomeOrder.Completion };
        await foreach (RowOutcome<FourQuestions> outcome in executor.RunAsync<FourQuestions, CaseFile>(source.Read(), options, cancellationToken))
        {
            sink.Take(outcome);
        }
    }

    private ChatCompletionsTransport Connect(bool isHttp2) => new(OptionsFor(isHttp2 ? http2Endpoint : deployment.Endpoint) with { Connection = new() { Http2 = isHttp2 } });

    private IEnumerable<ICompletionTransport> Elsewhere(WeatherKind kind)
    {
        if (kind.HasDnsFailures)
        {
            yield return new ChatCompletionsTransport(OptionsFor(new Uri("https://nowhere.invalid/")));
        }

        if (kind.HasTlsFailures)
        {
            yield return new ChatCompletionsTransport(OptionsFor(new UriBuilder(deployment.Endpoint) { Scheme = Uri.UriSchemeHttps }.Uri));
        }
    }

    private ChatCompletionsOptions OptionsFor(Uri endpoint) => new() { Endpoint = endpoint, Deployment = deployment.Name, ApiKey = deployment.Key };
}
