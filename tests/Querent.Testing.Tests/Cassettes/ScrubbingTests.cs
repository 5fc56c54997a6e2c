using System.Text;

namespace Querent.Testing.Tests;

/// <summary>What is secret never reaches the file, and what is played is found without it.</summary>
public sealed class ScrubbingTests : IDisposable
{
    private const string Canary = "canary-7f31";

    private static readonly CassetteOptions Scrubbed = CassetteFolder.AtHome with { Scrubbers = [CassetteScrubber.Text(Canary, "(a secret)")] };

    private readonly CassetteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Prompts =>
    [
        """{"role":"system","content":"Keep canary-7f31."},{"role":"user","content":"a\ncanary-7f31\nb"}""",
        """{"role":"user","content":"\u0063anary-7f31"}""",
        """{"role":"user","content":[{"type":"text","text":"canary-7f31"},{"type":"image_url","image_url":{"url":"https://example.com/a.png?of=canary-7f31"}}]}""",
        """{"role":"user","content":"a","name":"canary-7f31"}""",
        "canary-7f31, and no JSON",
    ];

    [Theory]
    [MemberData(nameof(Prompts))]
    public async Task A_secret_of_a_prompt_is_not_written_and_the_prompt_is_found_with_it(string messages)
    {
        var inner = new ScriptedTransport((prompt, _) => ScriptedTransport.Answer(prompt == messages ? "sent as it is" : "changed"));
        await using (CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], inner, Scrubbed))
        {
            using CompletionReply? sent = (await recording.SendAsync(Asking.Of(messages), TestContext.Current.CancellationToken)).Reply;
            Assert.Equal("sent as it is", Encoding.UTF8.GetString(sent!.Content!.Value.Span));
        }

        Assert.DoesNotContain(Canary, _folder.Text(), StringComparison.OrdinalIgnoreCase);
        await using CassetteTransport cassette = _folder.Replay(Scrubbed);
        using CompletionReply? reply = (await cassette.SendAsync(Asking.Of(messages), TestContext.Current.CancellationToken)).Reply;
        Assert.NotNull(reply);
    }

    [Theory]
    [InlineData("canary-7f31", "(a secret)")]
    [InlineData("""{"a":"canary-7f31"}""", """{"a":"(a secret)"}""")]
    [InlineData("""{"a":"\u0063anary-7f31","b":1.0}""", """{"a":"(a secret)","b":1.0}""")]
    [InlineData("""{"canary-7f31":1}""", """{"(a secret)":1}""")]
    [InlineData("""{"a":"canary-7f31""", """{"a":"(a secret)""")]
    public async Task A_secret_of_an_answer_is_not_written_and_the_recording_gives_what_the_replay_will(string answer, string scrubbed)
    {
        await using (CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => ScriptedTransport.Answer(answer)), Scrubbed))
        {
            Assert.Equal(scrubbed, await recording.TextOfAsync("a"));
        }

        Assert.DoesNotContain(Canary, _folder.Text(), StringComparison.OrdinalIgnoreCase);
        await using CassetteTransport cassette = _folder.Replay(Scrubbed);
        Assert.Equal(scrubbed, await cassette.TextOfAsync("a"));
    }

    [Fact]
    public async Task A_secret_in_bytes_that_are_no_text_is_not_written()
    {
        byte[] answer = [0xFF, .. Encoding.UTF8.GetBytes(Canary)];
        await using (CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => ScriptedTransport.Answer(answer)), Scrubbed))
        {
            Assert.Equal("\uFFFD(a secret)", await recording.TextOfAsync("a"));
        }

        Assert.DoesNotContain("Base64", _folder.Text(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Request_ids_and_secrets_of_errors_models_notices_and_formats_are_not_written()
    {
        ProviderNotice[] notices = [new(ProviderNoticeKind.Deprecation, "Deprecation") { Link = new Uri($"https://example.com/{Canary}") }];
        var inner = new ScriptedTransport((_, number) => number == 1
            ? new CompletionResult(new QueryError(QueryErrorKind.ServerError, $"It says {Canary}.") { Code = Canary, RequestId = "id-1", StatusCode = 500 })
            : new CompletionResult(new CompletionReply { Model = Canary, RequestId = "id-2", FinishReason = FinishReason.Stop }) { Notices = [.. notices] });
        CompletionRequest request = Asking.Request("a") with
        {
            ResponseFormat = Encoding.UTF8.GetBytes($$$$"""{"type":"json_schema","json_schema":{"schema":{"description":"{{{{Canary}}}}"}}}"""),
            Options = new() { Stop = [Canary] },
        };
        await using (CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], inner, Scrubbed))
        {
            Assert.Null((await recording.SendAsync(request, TestContext.Current.CancellationToken)).Error!.RequestId);
            Assert.Null((await recording.SendAsync(request, TestContext.Current.CancellationToken)).Reply!.RequestId);
        }

        string text = _folder.Text();
        Assert.DoesNotContain(Canary, text, StringComparison.Ordinal);
        Assert.DoesNotContain("id-", text, StringComparison.Ordinal);
        Assert.Contains("It says (a secret).", text, StringComparison.Ordinal);
        Assert.Contains("https://example.com/(a secret)", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk-proj-aB3dE6gH9jK2mN5pQ8sT1vW4")]
    [InlineData("Authorization: Bearer abcdef0123456789.xyz~-")]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVP")]
    [InlineData("https://store.example.com/a.png?sv=2024&sig=abcd%2FEFGH0123456789%3D&se=1")]
    [InlineData("AccountName=a;AccountKey=abcdefghijklmnop0123456789+/==;")]
    public async Task What_looks_like_a_credential_is_taken_out_unasked(string text)
    {
        await _folder.RecordAsync(new((_, _) => ScriptedTransport.Answer(text)), text);

        Assert.DoesNotContain(text, _folder.Text(), StringComparison.Ordinal);
        Assert.Contains("[scrubbed]", _folder.Text(), StringComparison.Ordinal);
        await using CassetteTransport cassette = _folder.Replay();
        Assert.Contains("[scrubbed]", await cassette.TextOfAsync(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I ride a sk-8 board, and the bearer bonds are due.")]
    [InlineData("https://example.com/?sig=1&signature=none")]
    [InlineData("risk-assessment-of-the-whole-department")]
    public async Task What_does_not_is_left(string text)
    {
        await _folder.RecordAsync(new((_, _) => ScriptedTransport.Answer(text)), "a");

        await using CassetteTransport cassette = _folder.Replay();
        Assert.Equal(text, await cassette.TextOfAsync("a"));
    }

    [Fact]
    public async Task Scrubbers_apply_in_their_order()
    {
        CassetteOptions options = CassetteFolder.AtHome with
        {
            Scrubbers = [CassetteScrubber.Pattern(@"\bDE(\d{2})\d{18}\b", "IBAN $1"), CassetteScrubber.Of(text => text.Replace("IBAN", "account", StringComparison.Ordinal))],
        };
        await using CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => ScriptedTransport.Answer("DE89370400440532013000")), options);

        Assert.Equal("account 89", await recording.TextOfAsync("a"));
    }

    [Fact]
    public async Task A_scrubber_that_throws_at_a_prompt_fails_the_query_before_it_is_sent()
    {
        var inner = new ScriptedTransport((_, _) => ScriptedTransport.Answer("fine"));
        QueryError error;
        await using (CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], inner, Throwing("a")))
        {
            error = (await recording.AskAsync("a")).Error!;
        }

        Assert.Equal((QueryErrorKind.RowCode, 0), (error.Kind, inner.Sent));
        Assert.IsType<FormatException>(error.Exception);
        Assert.DoesNotContain("calls\": [\n", _folder.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scrubber_that_throws_at_an_answer_fails_the_query_and_the_answer_is_not_written()
    {
        await using (CassetteTransport recording = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => ScriptedTransport.Answer(Canary)), Throwing(Canary)))
        {
            Assert.Equal("RowCode", await recording.TextOfAsync("a"));
        }

        Assert.DoesNotContain(Canary, _folder.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_replacement_that_holds_its_secret_is_refused()
        => Assert.Throws<ArgumentException>(() => CassetteScrubber.Text("ab", "[ab]"));

    private static CassetteOptions Throwing(string at)
        => CassetteFolder.AtHome with { Scrubbers = [CassetteScrubber.Of(text => text == at ? throw new FormatException() : text)] };
}
