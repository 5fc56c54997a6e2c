namespace Querent.Testing.Tests;

/// <summary>What of a cassette nobody asked for.</summary>
public sealed class UnplayedTests : IDisposable
{
    private readonly CassetteFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_not_played_is_named_after_the_transport_is_gone_too()
    {
        await _folder.RecordAsync(new((_, number) => ScriptedTransport.Answer($"answer {number}")), "Third\nline", "Second", "Second", "First", "First");
        CassetteTransport cassette = _folder.Replay();
        Assert.Equal("answer 2", await cassette.TextOfAsync("Second"));
        Assert.Equal("answer 4", await cassette.TextOfAsync("First"));
        Assert.Equal("answer 5", await cassette.TextOfAsync("First"));
        await cassette.DisposeAsync();

        var exception = Assert.Throws<CassetteException>(cassette.AssertAllPlayed);

        Assert.Equal(
            $"Of the cassette '{_folder["a.json"]}' 2 replies were not played. Take the requests out of the file, or record it anew, if they are not needed any more:\n  1 of 2: Second\n  1 of 1: Third ⏎ line",
            exception.Message);
    }

    [Fact]
    public async Task A_repeat_does_not_count_for_another()
    {
        await _folder.RecordAsync(new((_, number) => ScriptedTransport.Answer($"answer {number}")) { Samples = false }, "a", "b", "a");
        await using CassetteTransport cassette = _folder.Replay();
        for (int i = 0; i < 5; i++)
        {
            await cassette.TextOfAsync("a");
        }

        Assert.Contains("\n  1 of 1: b", Assert.Throws<CassetteException>(cassette.AssertAllPlayed).Message, StringComparison.Ordinal);
        await cassette.TextOfAsync("b");
        cassette.AssertAllPlayed();
    }

    [Fact]
    public async Task Of_many_ten_are_named()
    {
        await _folder.RecordAsync(new((_, _) => ScriptedTransport.Answer("fine")), [.. Enumerable.Range(10, 25).Select(row => $"Row {row} {new string('x', 500)}")]);
        await using CassetteTransport cassette = _folder.Replay();

        string message = Assert.Throws<CassetteException>(cassette.AssertAllPlayed).Message;

        Assert.Contains("25 replies were not played", message, StringComparison.Ordinal);
        Assert.EndsWith("\n  … and 15 more requests", message, StringComparison.Ordinal);
        Assert.InRange(message.Length, 1, 2_500);
    }

    [Fact]
    public async Task A_recording_has_nothing_to_play()
    {
        await _folder.RecordAsync(new((_, _) => ScriptedTransport.Answer("fine")), "a");
        await using CassetteTransport cassette = CassetteTransport.Record(_folder["a.json"], new ScriptedTransport((_, _) => default), CassetteFolder.AtHome);

        cassette.AssertAllPlayed();
    }
}
