using System.Text;

namespace Querent.Testing.Tests;

/// <summary>What a test is told when it asks what is not recorded.</summary>
public sealed class MismatchTests : IDisposable
{
    private const string System = """{"role":"system","content":"You work on a support desk.\nYou are brief.\nYou are kind."}""";

    private readonly CassetteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_changed_prompt_fails_its_query_once_with_a_diff_and_what_to_do()
    {
        await using (var recording = new RowExecutor(CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((prompt, _) => ScriptedTransport.Answer(prompt.Contains("Judge", StringComparison.Ordinal) ? """{"mood":"angry","score":2}""" : """{"answer":"fine"}""")), CassetteFolder.AtHome)))
        {
            foreach (string text in (string[])["My card is gone.", "Where is my money?", "Thanks!"])
            {
                Assert.IsType<AnsweredRow<Complaint>>(await recording.AskAsync(new Complaint.Input { Text = text }, TestContext.Current.CancellationToken));
            }
        }

        await using var executor = new RowExecutor(CassetteTransport.Auto(_folder["a.json"], () => throw new InvalidOperationException("It was opened."), CassetteFolder.AtHome with { TimeProvider = new HastyTime() }));
        RowOutcome<ChangedComplaint> outcome = await executor.AskAsync(new ChangedComplaint.Input { Text = "Where is my money?" }, TestContext.Current.CancellationToken);

        QueryError error = Assert.IsType<FailedRow<ChangedComplaint>>(outcome).Failure.Error;
        Assert.Equal((QueryErrorKind.Rejected, CassetteTransport.NotRecordedCode, false), (error.Kind, error.Code, error.IsTransient));
        Assert.Single(Assert.Single(outcome.Queries).Attempts);
        Assert.Equal(
            $"""
            The cassette '{_folder["a.json"]}' has no such request. From the nearest that it has (-) what is asked (+) differs so:
              …
              You are brief.
              [user]
            - Judge this message.
            + Judge this message, and be fair.
              <message>Where is my money?</message>
              (response format: verdict-0e1b49c9bed57d84)
            To record anew, run the test once with QUERENT_CASSETTES=record, or =missing for what is not there, and commit the file.
            """.ReplaceLineEndings("\n"),
            error.Message);
    }

    [Fact]
    public async Task The_nearest_is_the_same_row_under_another_system_message()
    {
        await RecordAsync([.. Enumerable.Range(0, 50).Select(row => Asking.Of($$"""{{System}},{"role":"user","content":"Row {{row}} says hello"}"""))]);

        string message = await FailAsync(Asking.Of($$"""{{System.Replace("brief", "polite", StringComparison.Ordinal)}},{"role":"user","content":"Row 37 says hello"}"""));

        Assert.Contains("\n- You are brief.\n+ You are polite.\n  You are kind.\n  [user]\n", message, StringComparison.Ordinal);
        Assert.DoesNotContain("- Row", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_asked_beside_the_prompt_is_compared_as_well()
    {
        await RecordAsync(Asked(100, 0.5, "integer"));

        string message = await FailAsync(Asked(200, 0.5, "number"));

        Assert.Contains("\n- (max output tokens: 100)\n", message, StringComparison.Ordinal);
        Assert.Contains("\n+ (max output tokens: 200)\n", message, StringComparison.Ordinal);
        Assert.Contains("-       \"type\": \"integer\"\n+       \"type\": \"number\"\n", message, StringComparison.Ordinal);
        Assert.DoesNotContain("(temperature", (await FailAsync(Asked(200, 0.5, "number"))).Split('\n').Where(line => line[..1] is "+" or "-"));

        static CompletionRequest Asked(int tokens, double temperature, string type) => Asking.Request("Hello") with
        {
            MaxOutputTokens = tokens,
            ResponseFormat = Encoding.UTF8.GetBytes($$$$"""{"type":"json_schema","json_schema":{"name":"answer","schema":{"type":"{{{{type}}}}"}}}"""),
            Options = new() { Temperature = temperature },
        };
    }

    [Theory]
    [InlineData("a\nb", "a\r\nb", "- a\n+ a␍\n")]
    [InlineData("a", "a  ", "- a\n+ a··\n")]
    [InlineData("a", "a\n", "  a\n+ \n")]
    public async Task A_difference_that_is_not_seen_is_shown(string recorded, string asked, string diff)
    {
        await RecordAsync(Asking.Request(recorded));

        Assert.Contains(diff, await FailAsync(Asking.Request(asked)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_cassette_says_so_and_shows_what_is_asked()
    {
        await RecordAsync();

        string message = await FailAsync(Asking.Request("Hello"));

        Assert.Contains("has no recordings, and this request is asked.", message, StringComparison.Ordinal);
        Assert.EndsWith("\n[user]\nHello\n", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_difference_is_cut()
    {
        await RecordAsync(Asking.Request("Hello"));

        string message = await FailAsync(Asking.Request(string.Join('\n', Enumerable.Range(0, 1_000).Select(line => $"{line} {new string('x', 2_000)}"))));

        Assert.InRange(message.Length, 1_000, 100_000);
        Assert.Contains("… and more", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_is_asked_too_often_is_told_from_one_that_was_never_asked()
    {
        await RecordAsync(Asking.Request("Hello"));
        await using CassetteTransport cassette = _folder.Replay();
        Assert.Equal("fine", await cassette.TextOfAsync("Hello"));

        string message = (await cassette.AskAsync("Hello")).Error!.Message;

        Assert.Contains("more often than the cassette", message, StringComparison.Ordinal);
        Assert.Contains("CassetteTransport.Record", message, StringComparison.Ordinal);
    }

    private async Task RecordAsync(params CompletionRequest[] requests)
    {
        await using CassetteTransport cassette = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => ScriptedTransport.Answer("fine")), CassetteFolder.AtHome);
        foreach (CompletionRequest request in requests)
        {
            (await cassette.SendAsync(request, TestContext.Current.CancellationToken)).Reply!.Dispose();
        }
    }

    private async Task<string> FailAsync(CompletionRequest request)
    {
        await using CassetteTransport cassette = _folder.Replay();
        return (await cassette.SendAsync(request, TestContext.Current.CancellationToken)).Error!.Message;
    }
}
