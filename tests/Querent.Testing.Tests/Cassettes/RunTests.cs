using System.Globalization;
using Querent.Emulator;

namespace Querent.Testing.Tests;

/// <summary>Whole runs, recorded from the emulator and played without it.</summary>
public sealed class RunTests : IDisposable
{
    private const int Rows = 200;

    private readonly CassetteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(64)]
    [InlineData(3)]
    public async Task A_recorded_run_plays_offline_with_equal_rows_reports_and_bytes(int concurrency)
    {
        (List<string> Outcomes, List<string> Answers) recorded = await RecordAsync("a.json", concurrency: concurrency);
        Assert.Contains(recorded.Outcomes, outcome => outcome.Contains("Throttled", StringComparison.Ordinal));
        Assert.Contains(recorded.Outcomes, outcome => outcome.Contains("Refused", StringComparison.Ordinal));
        Assert.Contains(recorded.Outcomes, outcome => outcome.Contains("ContentFiltered", StringComparison.Ordinal));
        Assert.Contains(recorded.Outcomes, outcome => outcome.Contains("Sunset", StringComparison.Ordinal));

        (List<string> Outcomes, List<string> Answers) played = await RunAsync(_folder.Replay(new()));

        Assert.Equal(recorded.Outcomes, played.Outcomes);
        Assert.Equal(recorded.Answers, played.Answers);
    }

    [Fact]
    public async Task Two_recordings_of_the_same_run_are_the_same_file_whatever_the_timing()
    {
        await RecordAsync("a.json", failing: false);
        await RecordAsync("b.json", failing: false);

        Assert.Equal(_folder.Text("a.json"), _folder.Text("b.json"));
        Assert.Equal(["a.json", "b.json"], _folder.Files);
    }

    [Fact]
    public async Task Rows_that_ask_the_same_have_the_same_answer_again_however_many_calls_they_shared()
    {
        await using (OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken))
        await using (var executor = new RowExecutor(Record(emulator, "a.json"), new() { MaxConcurrency = 4 }))
        {
            await foreach (RowOutcome<Complaint> outcome in executor.RunAsync(Enumerable.Repeat(new Complaint.Input { Text = "My card is gone." }, 20), cancellationToken: TestContext.Current.CancellationToken))
            {
                Assert.IsType<AnsweredRow<Complaint>>(outcome);
            }
        }

        CassetteTransport cassette = _folder.Replay(new());
        await using var playing = new RowExecutor(cassette);
        List<RowOutcome<Complaint>> outcomes = [];
        await foreach (RowOutcome<Complaint> outcome in playing.RunAsync(Enumerable.Repeat(new Complaint.Input { Text = "My card is gone." }, 60), cancellationToken: TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
        }

        Assert.Single(outcomes.Select(outcome => Assert.IsType<AnsweredRow<Complaint>>(outcome).Row).Distinct());
        cassette.AssertAllPlayed();
    }

    private async Task<(List<string> Outcomes, List<string> Answers)> RecordAsync(string name, bool failing = true, int concurrency = 64)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new EmulatorOptions
            {
                Latency = EmulatorLatency.LogNormal(TimeSpan.FromMilliseconds(4), 0.9),
                ReplyHeaders = new Dictionary<string, string> { ["Sunset"] = "Wed, 11 Nov 2026 23:59:59 GMT", ["x-request-id"] = "request-canary" },
                Faults =
                [
                    FaultRule.When(request => Fault(request, failing)),
                ],
            },
            TestContext.Current.CancellationToken);
        return await RunAsync(Record(emulator, name), concurrency);
    }

    private CassetteTransport Record(OpenAIEmulator emulator, string name)
        => CassetteTransport.Record(
            _folder[name],
            new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = emulator.Endpoint, Deployment = emulator.Deployments[0], ApiKey = emulator.ApiKey }),
            CassetteFolder.AtHome);

    /// <summary>Every third prompt is throttled, broken or answered oddly at first; some rows fail for good.</summary>
    private static EmulatorFault? Fault(EmulatorRequest request, bool failing)
    {
        int row = int.Parse(request.User[(request.User.IndexOf('#', StringComparison.Ordinal) + 1)..].Split(' ')[0], CultureInfo.InvariantCulture);
        string query = request.User.Split(' ')[0];
        return (row % 20, query, request.Attempt) switch
        {
            (3, "Judge", _) when failing => EmulatorFault.Refusal(),
            (7, "Answer", _) when failing => EmulatorFault.ContentFilterPrompt(),
            (11, "Which", _) when failing => EmulatorFault.AnswerNotJson(),
            (4, _, 1) => EmulatorFault.Throttle(TimeSpan.FromMilliseconds(1), RetryAfterForm.Milliseconds),
            (5, _, 1 or 2) => EmulatorFault.Status(503),
            (6, _, 1) => EmulatorFault.ResetBeforeResponse(),
            (8, _, _) => EmulatorFault.FilterNotes(),
            (9, _, _) => EmulatorFault.NoUsage(),
            _ => null,
        };
    }

    private static async Task<(List<string> Outcomes, List<string> Answers)> RunAsync(CassetteTransport cassette, int concurrency = 64)
    {
        var tap = new AnswerTap(cassette);
        await using var executor = new RowExecutor(tap, new()
        {
            MaxConcurrency = concurrency,
            RetryDelay = TimeSpan.FromTicks(1),
            MaxRetryDelay = TimeSpan.FromTicks(1),
        });
        List<RowOutcome<Complaint>> outcomes = [];
        IEnumerable<Complaint.Input> inputs = Enumerable.Range(0, Rows).Select(row => new Complaint.Input { Text = $"#{row} says:\n\"I'm <furious> — 😡\"" });
        await foreach (RowOutcome<Complaint> outcome in executor.RunAsync(inputs, cancellationToken: TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
        }

        HashSet<string> failed = [.. outcomes.OfType<FailedRow<Complaint>>().Select(outcome => $"#{outcome.Index} ")];
        return ([.. outcomes.Select(OutcomeText.Of)], [.. tap.Answers.Where(answer => !failed.Any(row => answer.Contains(row, StringComparison.Ordinal)))]);
    }
}
