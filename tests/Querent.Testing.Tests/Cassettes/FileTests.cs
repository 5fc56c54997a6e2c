using System.Text;

namespace Querent.Testing.Tests;

/// <summary>What a cassette looks like, and which files are refused.</summary>
public sealed class FileTests : IDisposable
{
    private static readonly byte[] ByteOrderMark = [0xEF, 0xBB, 0xBF];

    private readonly CassetteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_cassette_reads_as_text_and_its_lines_are_those_of_the_prompt()
    {
        await using (CassetteTransport cassette = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport(Reply), CassetteFolder.AtHome))
        {
            CompletionRequest request = new(
                Encoding.UTF8.GetBytes("""{"role":"system","content":"Be kind."},{"role":"user","content":"Judge <this>:\nI'm 😡\n"}"""),
                """{"type":"json_schema","json_schema":{"name":"verdict","strict":true,"schema":{"type":"object","required":["mood","score"]}}}"""u8.ToArray(),
                100)
            {
                Options = new() { Temperature = 0.7, Stop = ["END"] },
            };
            await cassette.SendAsync(request, TestContext.Current.CancellationToken);
            (await cassette.SendAsync(request, TestContext.Current.CancellationToken)).Reply?.Dispose();
        }

        Assert.Equal(
            """
            {
              "querentCassette": 1,
              "responseFormats": {
                "verdict-1d5373742d3d9533": {
                  "type": "json_schema",
                  "json_schema": {
                    "name": "verdict",
                    "strict": true,
                    "schema": {
                      "type": "object",
                      "required": [
                        "mood",
                        "score"
                      ]
                    }
                  }
                }
              },
              "calls": [
                {
                  "request": {
                    "messages": [
                      {
                        "role": "system",
                        "text": "Be kind."
                      },
                      {
                        "role": "user",
                        "text": [
                          "Judge <this>:",
                          "I'm 😡",
                          ""
                        ]
                      }
                    ],
                    "responseFormat": "verdict-1d5373742d3d9533",
                    "maxOutputTokens": 100,
                    "temperature": 0.7,
                    "stop": [
                      "END"
                    ]
                  },
                  "isSampled": true,
                  "replies": [
                    {
                      "error": {
                        "kind": "Throttled",
                        "message": "Too many requests.",
                        "statusCode": 429,
                        "retryAfter": "00:00:01.5000000",
                        "isTransient": true
                      }
                    },
                    {
                      "model": "scripted",
                      "finishReason": "Stop",
                      "json": {
                        "mood": "angry 😡",
                        "score": 1.0,
                        "more": [
                          1,
                          2
                        ]
                      }
                    }
                  ]
                }
              ]
            }

            """.ReplaceLineEndings("\n"),
            _folder.Text());

        static CompletionResult Reply(string prompt, int number) => number == 1
            ? ScriptedTransport.Throttled(TimeSpan.FromSeconds(1.5))
            : ScriptedTransport.Answer("""{"mood":"angry 😡","score":1.0,"more":[1,2]}""");
    }

    [Fact]
    public async Task The_order_in_the_file_is_not_that_of_the_calls()
    {
        await _folder.RecordAsync(new((prompt, _) => ScriptedTransport.Answer(prompt)), "b", "a", "c");
        string first = _folder.Text();
        await _folder.RecordAsync(new((prompt, _) => ScriptedTransport.Answer(prompt)), "c", "b", "a");

        Assert.Equal(first, _folder.Text());
    }

    [Fact]
    public async Task Where_answers_are_not_sampled_equal_replies_are_kept_once_since_timing_decides_how_many_there_are()
    {
        static ScriptedTransport Script() => new((_, number) => number == 2 ? ScriptedTransport.Throttled() : ScriptedTransport.Answer("same")) { Samples = false };
        await _folder.RecordAsync(Script(), "a", "a", "a", "a");
        string often = _folder.Text();
        await _folder.RecordAsync(Script(), "a", "a", "a");

        Assert.Equal(often, _folder.Text());
        Assert.Equal(3, often.Split("\"model\"").Length);
    }

    [Fact]
    public async Task An_image_within_a_prompt_is_told_by_its_hash()
    {
        byte[] image = new byte[300_000];
        new Random(1).NextBytes(image);
        await using (CassetteTransport cassette = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => ScriptedTransport.Answer("seen")), CassetteFolder.AtHome))
        {
            (await cassette.SendAsync(Picture(image), TestContext.Current.CancellationToken)).Reply!.Dispose();
        }

        Assert.InRange(_folder.Text().Length, 1, 2_000);
        await using CassetteTransport playing = _folder.Replay();
        using CompletionReply? reply = (await playing.SendAsync(Picture(image), TestContext.Current.CancellationToken)).Reply;
        image[^1]++;
        QueryError? error = (await playing.SendAsync(Picture(image), TestContext.Current.CancellationToken)).Error;

        Assert.NotNull(reply);
        Assert.Contains("- [image data:image/png;base64, 300000 bytes, sha256 ", error!.Message, StringComparison.Ordinal);
        Assert.Contains(", detail low]", error.Message, StringComparison.Ordinal);

        static CompletionRequest Picture(byte[] image) => Asking.Of(
            $$$"""{"role":"user","content":[{"type":"text","text":"What is it?"},{"type":"image_url","image_url":{"url":"data:image/png;base64,{{{Convert.ToBase64String(image)}}}","detail":"low"}}]}""");
    }

    [Theory]
    [InlineData("""{"role":"user","content":"Hello","name":"Ada"}""")]
    [InlineData("""{"role":"user","content":null}""")]
    [InlineData("""{"role":"user","content":[{"type":"audio","audio":{}}]}""")]
    [InlineData("""{"role":"user","content":"\ud83d"}""")]
    [InlineData("no JSON at all")]
    [InlineData("")]
    public async Task Messages_of_another_form_are_matched_all_the_same(string messages)
    {
        await using (CassetteTransport cassette = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => ScriptedTransport.Answer("fine")), CassetteFolder.AtHome))
        {
            (await cassette.SendAsync(Asking.Of(messages), TestContext.Current.CancellationToken)).Reply!.Dispose();
        }

        await using CassetteTransport playing = _folder.Replay();
        using CompletionReply? reply = (await playing.SendAsync(Asking.Of(messages), TestContext.Current.CancellationToken)).Reply;

        Assert.NotNull(reply);
        Assert.NotNull((await playing.SendAsync(Asking.Of(messages + " "), TestContext.Current.CancellationToken)).Error);
    }

    [Fact]
    public async Task A_file_with_the_line_ends_and_the_mark_of_Windows_is_read()
    {
        await _folder.RecordAsync(new((_, _) => ScriptedTransport.Answer("two\nlines")), "a\nb");
        File.WriteAllBytes(_folder["a.json"], [.. ByteOrderMark, .. Encoding.UTF8.GetBytes(_folder.Text().Replace("\n", "\r\n", StringComparison.Ordinal))]);

        await using CassetteTransport cassette = _folder.Replay();

        Assert.Equal("two\nlines", await cassette.TextOfAsync("a\nb"));
    }

    [Theory]
    [InlineData("", "is torn: it stops being JSON in line 1")]
    [InlineData("{\n  \"querentCassette\": 1,\n  \"calls\": [", "is torn: it stops being JSON in line 3")]
    [InlineData("{\n<<<<<<< HEAD\n", "is torn: it stops being JSON in line 2")]
    [InlineData("[]", "is no cassette")]
    [InlineData("{}", "is no cassette")]
    [InlineData("""{ "querentCassette": "1" }""", "is no cassette")]
    [InlineData("""{ "querentCassette": 2, "tracks": [] }""", "has the format 2, and this version of Querent.Testing reads up to 1. Update the package")]
    [InlineData("""{ "querentCassette": 1 }""", "cannot be read")]
    [InlineData("""{ "querentCassette": 1, "calls": [], "mood": 1 }""", "cannot be read at $.mood")]
    [InlineData("""{ "querentCassette": 1, "calls": [{ "request": { "messages": [] }, "replies": [{ "finishReason": "Bored" }] }] }""", "cannot be read at $.calls[0].replies[0].finishReason")]
    [InlineData("""{ "querentCassette": 1, "calls": [{ "request": { "messages": [{ "role": "user", "text": ["a", 1] }] }, "replies": [] }] }""", "cannot be read at $.calls[0].request.messages[0].text")]
    public void A_file_that_is_none_is_refused_with_what_to_do(string text, string message)
    {
        File.WriteAllText(_folder["a.json"], text);

        var exception = Assert.Throws<CassetteException>(() => _folder.Replay());

        Assert.Contains($"a.json' {message}", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("record it anew.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_file_changes_at_once_and_only_when_the_recording_ends()
    {
        await _folder.RecordAsync(new((_, _) => ScriptedTransport.Answer("old")), "a");
        string old = _folder.Text();

        CassetteTransport cassette = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => ScriptedTransport.Answer("new")), CassetteFolder.AtHome);
        Assert.Equal("new", await cassette.TextOfAsync("a"));
        Assert.Equal(old, _folder.Text());
        await cassette.DisposeAsync();
        await cassette.DisposeAsync();

        Assert.Contains("new", _folder.Text(), StringComparison.Ordinal);
        Assert.Equal(["a.json"], _folder.Files);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => cassette.AskAsync("a"));
    }

    [Fact]
    public async Task Two_do_not_record_the_same_cassette()
    {
        await using CassetteTransport first = CassetteTransport.Record(_folder["new/a.json"], new ScriptedTransport((_, _) => default), CassetteFolder.AtHome);

        var exception = Assert.Throws<CassetteException>(() => CassetteTransport.Record(_folder["new/a.json"], new ScriptedTransport((_, _) => default), CassetteFolder.AtHome));

        Assert.Contains("is being recorded by another test or process", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_flight_when_the_recording_ends_is_on_it_without_a_reply()
    {
        var never = new TaskCompletionSource<CompletionResult>();
        var cassette = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _, _) => new ValueTask<CompletionResult>(never.Task)), CassetteFolder.AtHome);
        Task<CompletionResult> asked = cassette.AskAsync("a");
        await cassette.DisposeAsync();

        Assert.Contains("\"isUnanswered\": true", _folder.Text(), StringComparison.Ordinal);
        never.SetResult(ScriptedTransport.Answer("late"));
        (await asked).Reply!.Dispose();
    }
}
