namespace Querent.Testing.Tests;

/// <summary>When a cassette is recorded, and when it is not.</summary>
public sealed class ModeTests : IDisposable
{
    private readonly CassetteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(null, null, true, CassetteMode.Replay)]
    [InlineData(null, null, true, CassetteMode.Replay, true)]
    [InlineData(null, null, false, CassetteMode.RecordMissing, true)]
    [InlineData("true", null, false, null, true)]
    [InlineData(null, "record", false, CassetteMode.Record, true)]
    [InlineData(null, null, false, CassetteMode.Record)]
    [InlineData(null, "", false, CassetteMode.Record)]
    [InlineData("false", null, false, CassetteMode.Record)]
    [InlineData("0", null, false, CassetteMode.Record)]
    [InlineData("true", null, true, CassetteMode.Replay)]
    [InlineData("true", null, false, null)]
    [InlineData("1", "", false, null)]
    [InlineData("true", "replay", false, CassetteMode.Replay)]
    [InlineData("true", "record", true, CassetteMode.Record)]
    [InlineData(null, "Record", true, CassetteMode.Record)]
    [InlineData(null, "missing", true, CassetteMode.RecordMissing)]
    [InlineData(null, "all", true, null)]
    public void The_environment_and_the_file_decide_and_a_build_server_records_nothing_unasked(string? ci, string? asked, bool isThere, CassetteMode? mode, bool isBegun = false)
    {
        var environment = new CassetteEnvironment(Variables(("CI", ci), ("QUERENT_CASSETTES", asked)), isContinuousIntegration: null);

        Assert.Equal(mode, Chosen(environment, isThere, isBegun));
    }

    [Fact]
    public void The_variable_of_Azures_build_servers_counts_as_well()
    {
        Assert.Null(Chosen(new CassetteEnvironment(Variables(("TF_BUILD", "True")), isContinuousIntegration: null), isThere: false));
        Assert.Equal(CassetteMode.Record, Chosen(new CassetteEnvironment(Variables(("TF_BUILD", "True")), isContinuousIntegration: false), isThere: false));
        Assert.Null(Chosen(new CassetteEnvironment(Variables(), isContinuousIntegration: true), isThere: false));
    }

    [Fact]
    public async Task A_cassette_is_recorded_once_and_played_from_then_on()
    {
        var inner = new ScriptedTransport((_, _) => ScriptedTransport.Answer("fine"));
        foreach (CassetteMode mode in (CassetteMode[])[CassetteMode.Record, CassetteMode.Replay])
        {
            await using CassetteTransport cassette = CassetteTransport.Auto(_folder["a.json"], () => inner, CassetteFolder.AtHome);

            Assert.Equal((mode, "fine"), (cassette.Mode, await cassette.TextOfAsync("a")));
        }

        Assert.Equal(1, inner.Sent);
    }

    [Fact]
    public void On_a_build_server_a_missing_cassette_fails_and_nothing_is_opened()
    {
        var exception = Assert.Throws<CassetteException>(() => CassetteTransport.Auto(_folder["a.json"], () => throw new InvalidOperationException(), new() { IsContinuousIntegration = true }));

        Assert.Contains("a build server records none", exception.Message, StringComparison.Ordinal);
        Assert.Null(exception.InnerException);
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public async Task On_a_build_server_code_that_records_is_refused()
    {
        await using var inner = new ScriptedTransport((_, _) => default);
        var options = new CassetteOptions { IsContinuousIntegration = true };

        Assert.Throws<CassetteException>(() => CassetteTransport.Record(_folder["a.json"], inner, options));
        Assert.Throws<CassetteException>(() => CassetteTransport.RecordMissing(_folder["a.json"], inner, options));
        Assert.Empty(_folder.Files);
    }

    [Fact]
    public void A_cassette_to_play_that_is_missing_is_named_with_its_path()
    {
        var exception = Assert.Throws<CassetteException>(() => CassetteTransport.Replay("Cassettes/none.json"));

        Assert.Contains($"There is no cassette 'Cassettes/none.json' to play: '{Path.Combine("Cassettes", "Cassettes", "none.json")}", exception.Message.Replace(SourceFolder(), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_transport_that_cannot_be_made_is_told_of_and_leaves_nothing_behind()
    {
        var exception = Assert.Throws<CassetteException>(() => CassetteTransport.Auto(_folder["a.json"], () => throw new InvalidOperationException("Set OPENAI_MODEL."), CassetteFolder.AtHome));

        Assert.Contains("is to be recorded, and the transport to record from cannot be made: Set OPENAI_MODEL.", exception.Message, StringComparison.Ordinal);
        Assert.Empty(_folder.Files);
        await using CassetteTransport next = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => default), CassetteFolder.AtHome);
    }

    [Fact]
    public async Task What_is_missing_is_added_and_what_is_there_is_played()
    {
        await _folder.RecordAsync(new((_, number) => ScriptedTransport.Answer($"old {number}")), "a", "b");
        var inner = new ScriptedTransport((_, number) => ScriptedTransport.Answer($"new {number}"));
        await using (CassetteTransport cassette = CassetteTransport.RecordMissing(_folder["a.json"], inner, CassetteFolder.AtHome))
        {
            Assert.Equal(["old 1", "new 1", "new 2"], [await cassette.TextOfAsync("a"), await cassette.TextOfAsync("c"), await cassette.TextOfAsync("a")]);
            var exception = Assert.Throws<CassetteException>(cassette.AssertAllPlayed);
            Assert.Contains("\n  1 of 1: b", exception.Message, StringComparison.Ordinal);
        }

        await using CassetteTransport playing = _folder.Replay();
        Assert.Equal(
            ["old 1", "new 2", "old 2", "new 1"],
            [await playing.TextOfAsync("a"), await playing.TextOfAsync("a"), await playing.TextOfAsync("b"), await playing.TextOfAsync("c")]);
        playing.AssertAllPlayed();
    }

    [Fact]
    public async Task Where_nothing_was_missing_the_file_is_left_alone()
    {
        await _folder.RecordAsync(new((_, _) => ScriptedTransport.Answer("old")), "a");
        File.AppendAllText(_folder["a.json"], "\n\n");
        string text = _folder.Text();
        await using (CassetteTransport cassette = CassetteTransport.RecordMissing(_folder["a.json"], new ScriptedTransport((_, _) => default), CassetteFolder.AtHome))
        {
            Assert.Equal("old", await cassette.TextOfAsync("a"));
        }

        Assert.Equal(text, _folder.Text());
        Assert.Equal(["a.json"], _folder.Files);
    }

    [Fact]
    public async Task An_attempt_that_was_cancelled_is_missing()
    {
        File.WriteAllText(_folder["a.json"], """{ "querentCassette": 1, "calls": [{ "request": { "messages": [{ "role": "user", "text": "a" }] }, "isSampled": true, "replies": [{ "isUnanswered": true }] }] }""");
        await using (CassetteTransport cassette = CassetteTransport.RecordMissing(_folder["a.json"], new ScriptedTransport((_, _) => ScriptedTransport.Answer("new")), CassetteFolder.AtHome))
        {
            Assert.Equal("new", await cassette.TextOfAsync("a"));
        }

        Assert.DoesNotContain("isUnanswered", _folder.Text(), StringComparison.Ordinal);
        await using CassetteTransport playing = _folder.Replay();
        Assert.Equal("new", await playing.TextOfAsync("a"));
    }

    private static CassetteMode? Chosen(CassetteEnvironment environment, bool isThere, bool isBegun = false)
    {
        try
        {
            return environment.Choose("a.json", isThere, isBegun);
        }
        catch (CassetteException)
        {
            return null;
        }
    }

    private static Func<string, string?> Variables(params (string Name, string? Value)[] set) => name => set.FirstOrDefault(variable => variable.Name == name).Value;

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(Path.GetDirectoryName(file))! + Path.DirectorySeparatorChar;
}
