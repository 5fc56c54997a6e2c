using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Querent.Emulator;

namespace Querent.Journal.Victim;

/// <summary>What a trial came to.</summary>
/// <param name="Kills">How often a process was killed.</param>
/// <param name="Runs">How many runs were brought to their end.</param>
/// <param name="Faults">What was wrong in the end: nothing, if all is well.</param>
/// <param name="AskedAgain">How many prompts were asked again, over all runs.</param>
/// <param name="AskedAgainAtMost">Of those, the most for one kill, on average over a run.</param>
internal sealed record KillResult(int Kills, int Runs, IReadOnlyList<string> Faults, long AskedAgain, double AskedAgainAtMost);

/// <summary>
/// Starts processes that run errands, kills each at a random instant (SIGKILL: nothing of it gets to clean up), and starts the next with the
/// same command, until one gets to the end of the run; then looks at the output, at what was asked of the emulator, and at the journal.
/// </summary>
internal sealed class KillTrial(string store, Stores journals, int rows, int seed)
{
    public const int Concurrency = 32;
    private const int QueriesARow = 4;

    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "Querent.Journal.Victim.dll");

    private readonly Random _random = new(seed);
    private readonly ConcurrentDictionary<string, int> _asked = new();
    private TaskCompletionSource _alarm = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _requests;
    private long _alarmAt = long.MaxValue;

    public async Task<KillResult> RunAsync(int kills, Action<string> tell, CancellationToken cancellationToken)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("victim");
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new EmulatorOptions { Answer = Answer, Latency = EmulatorLatency.LogNormal(TimeSpan.FromMilliseconds(15), 0.5) }, cancellationToken);
        List<string> faults = [];
        int done = 0, runs = 0;
        long again = 0;
        double most = 0;
        try
        {
            while (done < kills)
            {
                _asked.Clear();
                string journal = journals.Next();
                string output = Path.Combine(folder.FullName, $"{runs}.jsonl");
                int killed = await RunToEndAsync(emulator.Endpoint, journal, output, kills - done, cancellationToken);
                long repeated = _asked.Values.Sum(count => count - 1L);
                done += killed;
                runs++;
                again += repeated;
                most = Math.Max(most, repeated / Math.Max(1.0, killed));
                faults.AddRange((await CheckAsync(journal, output, killed, repeated, cancellationToken)).Select(fault => $"Run {runs}: {fault}"));
                tell(string.Create(CultureInfo.InvariantCulture, $"run {runs}: killed {killed} times ({done} of {kills}), {repeated} of {rows * QueriesARow} prompts asked again; faults so far: {faults.Count}"));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return new KillResult(done, runs, faults, again, most);
    }

    private EmulatorAnswer Answer(EmulatorRequest request)
    {
        _asked.AddOrUpdate(request.User, 1, static (_, count) => count + 1);
        if (Interlocked.Increment(ref _requests) == Interlocked.Read(ref _alarmAt))
        {
            _alarm.TrySetResult();
        }

        string[] parts = request.User.Split('/');
        return new EmulatorAnswer($$"""{"id":{{parts[0]}},"query":"{{parts[1]}}"}""");
    }

    /// <summary>Starts processes until one gets to the end; how many were killed before.</summary>
    private async Task<int> RunToEndAsync(Uri endpoint, string journal, string output, int mostKills, CancellationToken cancellationToken)
    {
        for (int killed = 0; ; killed++)
        {
            using Process process = Start(endpoint, journal, output);
            Task exit = process.WaitForExitAsync(cancellationToken);
            if (killed < mostKills && await Task.WhenAny(exit, RandomInstant(cancellationToken)) != exit)
            {
                process.Kill();
                await exit;
                continue;
            }

            await exit;
            return process.ExitCode == 0 ? killed : throw new InvalidOperationException($"The process ended with {process.ExitCode}: see above.");
        }
    }

    /// <summary>
    /// An instant among all that there are: as a rule some requests and a moment later, on a busy machine as on an idle one; now and then
    /// by the clock alone, while the process starts, say.
    /// </summary>
    private async Task RandomInstant(CancellationToken cancellationToken)
    {
        if (_random.Next(5) > 0)
        {
            _alarm = new(TaskCreationOptions.RunContinuationsAsynchronously);
            Interlocked.Exchange(ref _alarmAt, Interlocked.Read(ref _requests) + _random.Next(1, rows * QueriesARow / 5));
            await _alarm.Task.WaitAsync(cancellationToken);
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(0, 25)), TimeProvider.System, cancellationToken);
        }
        else
        {
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(50, 1500)), TimeProvider.System, cancellationToken);
        }
    }

    private Process Start(Uri endpoint, string journal, string output) => Process.Start(new ProcessStartInfo(
        "dotnet",
        [Program, "run", "--endpoint", endpoint.ToString(), "--store", store, .. journals.Server is { } server ? ["--server", server] : Array.Empty<string>(), "--journal", journal, "--output", output, "--rows", rows.ToString(CultureInfo.InvariantCulture), "--concurrency", Concurrency.ToString(CultureInfo.InvariantCulture)]))!;

    private async Task<IEnumerable<string>> CheckAsync(string journal, string output, int killed, long repeated, CancellationToken cancellationToken)
    {
        List<string> faults = [];
        string[] lines = await File.ReadAllLinesAsync(output, cancellationToken);
        string[] expected = [.. Errand.Make(rows).Select(Line)];
        if (!lines.SequenceEqual(expected))
        {
            int first = Enumerable.Range(0, Math.Max(lines.Length, rows)).First(row => lines.ElementAtOrDefault(row) != expected.ElementAtOrDefault(row));
            faults.Add($"the output has {lines.Length} lines and differs from the undisturbed run's first at row {first}: {lines.ElementAtOrDefault(first)}");
        }

        if (_asked.Count != rows * QueriesARow)
        {
            faults.Add($"{_asked.Count} prompts were asked, of {rows * QueriesARow}");
        }

        // In flight at the instant, and answered but not yet on the disk: what came in while one transaction was written.
        if (repeated > 2L * Concurrency * killed)
        {
            faults.Add($"{repeated} prompts were asked again after {killed} kills with {Concurrency} in flight");
        }

        await using IJournal opened = await Stores.OpenAsync(store, journal, journals.Server);
        if ((await opened.ListRunsAsync(cancellationToken)).Single() is { } run && (run.AnsweredRows != rows || run.FailedRows != 0))
        {
            faults.Add($"the journal has {run.AnsweredRows} rows answered and {run.FailedRows} failed");
        }

        return faults;
    }

    private static string Line(Errand.Input errand) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""{"id":{{errand.Id}},"text":"{{errand.Text}}","one_id":{{errand.Id}},"one_query":"One","two_id":{{errand.Id}},"two_query":"Two","three_id":{{errand.Id}},"three_query":"Three","four_id":{{errand.Id}},"four_query":"Four"}""");
}
