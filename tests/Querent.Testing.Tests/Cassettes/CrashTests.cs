namespace Querent.Testing.Tests;

/// <summary>What was recorded outlives the process, and the next recording goes on from it.</summary>
public sealed class CrashTests : IDisposable
{
    private const string Draft = "a.json.recording";
    private readonly CassetteFolder _folder = new();
    private readonly Dictionary<string, int> _counts = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_recording_goes_on_from_what_one_that_died_had_and_comes_to_the_same_file()
    {
        await _folder.RecordAsync(Script(out _), "a", "b", "b", "c");
        string undisturbed = _folder.Text();
        File.Delete(_folder["a.json"]);
        _counts.Clear();
        await DieAsync("a", "b");
        Assert.Equal([Draft], _folder.Files);

        ScriptedTransport inner = Script(out List<string> asked);
        await using (CassetteTransport cassette = CassetteTransport.Auto(_folder["a.json"], () => inner, CassetteFolder.AtHome))
        {
            Assert.Equal(CassetteMode.RecordMissing, cassette.Mode);
            Assert.Equal(["a 1", "b 1", "b 2", "c 1"], [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("b"), await cassette.TextOfAsync("b"), await cassette.TextOfAsync("c")]);
        }

        Assert.Equal(["b", "c"], asked);
        Assert.Equal(undisturbed, _folder.Text());
        Assert.Equal(["a.json"], _folder.Files);
    }

    [Fact]
    public async Task A_recording_that_dies_again_and_again_comes_to_its_end()
    {
        await DieAsync("a");
        await DieAsync("a", "b");
        await DieAsync("a", "b", "c");

        await using (CassetteTransport cassette = CassetteTransport.Auto(_folder["a.json"], () => new ScriptedTransport((_, _) => throw new InvalidOperationException()), CassetteFolder.AtHome))
        {
            Assert.Equal(["a 1", "b 1", "c 1"], [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("b"), await cassette.TextOfAsync("c")]);
        }

        await using CassetteTransport playing = _folder.Replay();
        Assert.Equal("c 1", await playing.TextOfAsync("c"));
        Assert.Equal(["a.json"], _folder.Files);
    }

    [Fact]
    public async Task What_was_cut_off_in_the_middle_does_not_count_and_all_before_it_does()
    {
        await DieAsync("a", "b");
        byte[] whole = File.ReadAllBytes(_folder[Draft]);
        int[] ends = [.. whole.Index().Where(at => at.Item == '\n').Select(at => at.Index)];
        Assert.Equal(3, ends.Length);

        for (int length = 0; length <= whole.Length; length += 7)
        {
            File.WriteAllBytes(_folder[Draft], whole[..length]);
            _counts.Clear();
            ScriptedTransport inner = Script(out List<string> asked);
            await using (CassetteTransport cassette = CassetteTransport.Auto(_folder["a.json"], () => inner, CassetteFolder.AtHome))
            {
                Assert.Equal(["a 1", "b 1"], [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("b")]);
            }

            Assert.Equal(length > ends[2] ? [] : length > ends[1] ? ["b"] : ["a", "b"], asked);
            File.Delete(_folder["a.json"]);
        }
    }

    [Fact]
    public async Task What_was_cut_off_is_written_over_by_the_next_that_dies()
    {
        await DieAsync("a");
        File.AppendAllText(_folder[Draft], "{ \"querentCassette\": 1, \"ca");
        await DieAsync("a", "b");

        ScriptedTransport inner = Script(out List<string> asked);
        await using (CassetteTransport cassette = CassetteTransport.Auto(_folder["a.json"], () => inner, CassetteFolder.AtHome))
        {
            Assert.Equal(["a 1", "b 1"], [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("b")]);
        }

        Assert.Empty(asked);
    }

    [Fact]
    public async Task What_was_being_added_to_a_cassette_is_added_by_the_next_and_nothing_of_the_cassette_is_lost()
    {
        await _folder.RecordAsync(Script(out _), "a");
        await DieAsync(CassetteMode.RecordMissing, "a", "b");

        ScriptedTransport inner = Script(out List<string> asked);
        await using (CassetteTransport cassette = CassetteTransport.RecordMissing(_folder["a.json"], inner, CassetteFolder.AtHome))
        {
            Assert.Equal(["a 1", "b 1", "c 1"], [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("b"), await cassette.TextOfAsync("c")]);
        }

        Assert.Equal(["c"], asked);
        Assert.Equal(["a 1", "b 1", "c 1"], _folder.Text().Split('"').Where(text => text.EndsWith(" 1", StringComparison.Ordinal)));
        await using CassetteTransport playing = _folder.Replay();
        Assert.Equal(["a 1", "b 1", "c 1"], [await playing.TextOfAsync("a"), await playing.TextOfAsync("b"), await playing.TextOfAsync("c")]);
    }

    [Fact]
    public async Task To_record_anew_asks_for_everything_and_leaves_what_there_was_until_it_has_asked()
    {
        await DieAsync("a", "b");
        Assert.Throws<CassetteException>(() => CassetteTransport.Auto(_folder["a.json"], () => throw new InvalidOperationException(), CassetteFolder.AtHome));
        Assert.Equal([Draft], _folder.Files);

        ScriptedTransport inner = Script(out List<string> asked);
        await using (CassetteTransport cassette = CassetteTransport.Record(_folder["a.json"], inner, CassetteFolder.AtHome))
        {
            Assert.Equal("a 2", await cassette.TextOfAsync("a"));
        }

        Assert.Equal(["a"], asked);
        Assert.DoesNotContain("\"b", _folder.Text(), StringComparison.Ordinal);
        Assert.Equal(["a.json"], _folder.Files);
    }

    [Fact]
    public async Task A_cassette_that_is_there_is_played_and_one_that_is_newer_than_what_died_counts()
    {
        await _folder.RecordAsync(Script(out _), "a");
        await DieAsync(CassetteMode.Record, "b");

        await using (CassetteTransport playing = CassetteTransport.Auto(_folder["a.json"], () => Script(out _), CassetteFolder.AtHome))
        {
            Assert.Equal((CassetteMode.Replay, "a 1"), (playing.Mode, await playing.TextOfAsync("a")));
        }

        File.SetLastWriteTimeUtc(_folder[Draft], File.GetLastWriteTimeUtc(_folder["a.json"]).AddSeconds(-5));
        ScriptedTransport inner = Script(out List<string> asked);
        await using (CassetteTransport cassette = CassetteTransport.RecordMissing(_folder["a.json"], inner, CassetteFolder.AtHome))
        {
            Assert.Equal(["a 1", "b 2"], [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("b")]);
        }

        Assert.Equal(["b"], asked);
    }

    [Fact]
    public async Task Errors_and_response_formats_are_in_the_draft_as_they_are_in_the_file()
    {
        ScriptedTransport Failing() => new((_, number) => number switch
        {
            1 => throw new InvalidOperationException("secret"),
            2 => ScriptedTransport.Throttled(TimeSpan.FromSeconds(1)),
            _ => ScriptedTransport.Answer("""{"mood":"fine"}"""),
        });
        await using (CassetteTransport cassette = CassetteTransport.Record(_folder["a.json"], Failing(), CassetteFolder.AtHome))
        {
            await AskThriceAsync(cassette);
        }

        string undisturbed = _folder.Text();
        File.Delete(_folder["a.json"]);
        await DieAsync(CassetteTransport.Record(_folder["a.json"], Failing(), CassetteFolder.AtHome), AskThriceAsync);

        await using (CassetteTransport cassette = CassetteTransport.Auto(_folder["a.json"], () => new ScriptedTransport((_, _) => throw new InvalidOperationException("asked")), CassetteFolder.AtHome))
        {
            await AskThriceAsync(cassette);
        }

        Assert.Contains("json_schema", undisturbed, StringComparison.Ordinal);
        Assert.Equal(undisturbed, _folder.Text());

        static async Task AskThriceAsync(CassetteTransport cassette)
        {
            CompletionRequest request = Asking.Request("a") with { ResponseFormat = """{"type":"json_schema","json_schema":{"name":"mood","strict":true,"schema":{"type":"object"}}}"""u8.ToArray() };
            for (int time = 0; time < 3; time++)
            {
                try
                {
                    (await cassette.SendAsync(request, TestContext.Current.CancellationToken)).Reply?.Dispose();
                }
                catch (InvalidOperationException)
                {
                }
            }
        }
    }

    [Fact]
    public async Task Secrets_are_in_no_draft()
    {
        await DieAsync("sk-0123456789abcdefghijklmnop");

        Assert.DoesNotContain("sk-0123456789", File.ReadAllText(_folder[Draft]), StringComparison.Ordinal);
        Assert.Contains("[scrubbed]", File.ReadAllText(_folder[Draft]), StringComparison.Ordinal);
    }

    /// <summary>Answers with the text and how often it was asked, by whichever process.</summary>
    private ScriptedTransport Script(out List<string> asked)
    {
        List<string> prompts = asked = [];
        return new ScriptedTransport((messages, _) =>
        {
            using var json = System.Text.Json.JsonDocument.Parse(messages);
            string text = json.RootElement.GetProperty("content").GetString()!;
            prompts.Add(text);
            return ScriptedTransport.Answer($"{text} {_counts[text] = _counts.GetValueOrDefault(text) + 1}");
        });
    }

    private Task DieAsync(params string[] texts) => DieAsync(File.Exists(_folder[Draft]) ? CassetteMode.RecordMissing : CassetteMode.Record, texts);

    private Task DieAsync(CassetteMode mode, params string[] texts) => DieAsync(
        mode == CassetteMode.Record
            ? CassetteTransport.Record(_folder["a.json"], Script(out _), CassetteFolder.AtHome)
            : CassetteTransport.RecordMissing(_folder["a.json"], Script(out _), CassetteFolder.AtHome),
        async cassette =>
        {
            foreach (string text in texts)
            {
                (await cassette.AskAsync(text)).Reply?.Dispose();
            }
        });

    /// <summary>Records, and leaves behind what a process does that dies: what cannot be written as a whole stays as it was written bit by bit.</summary>
    private async Task DieAsync(CassetteTransport cassette, Func<CassetteTransport, Task> record)
    {
        Directory.CreateDirectory(_folder["a.json.recorded"]);
        await record(cassette);
        await Assert.ThrowsAnyAsync<Exception>(() => cassette.DisposeAsync().AsTask());
        Directory.Delete(_folder["a.json.recorded"]);
    }
}
