using System.Text;

namespace Querent.Testing.Tests;

/// <summary>An answer comes back byte for byte, whatever its bytes are.</summary>
public sealed class ContentTests : IDisposable
{
    private readonly CassetteFolder _folder = new();

    public static TheoryData<string> Texts =>
    [
        "", " ", "plain", "two\nlines", "\n", "\n\n", "with\r\nWindows' ends\r", "\ttab\0null\u001b", "\u2028 \u0085 \uFEFF \u200B \u202E", "é שלום 漢字 😡 👨‍👩‍👧 \U0001F1E9\U0001F1EA",
        """{"a":1}""", """{ "a": 1 }""", """{"a":1.0,"b":1e5,"c":-0,"d":12345678901234567890123456789}""", """{"a":"\u00e9\/\u0041"}""", """{"a":"é 😡 \"quoted\" \\ \n <b>&amp;'"}""",
        """{"a":1,"a":2}""", """{"😡":["x",[1,[]],{}],"":null,"t":true}""", """["a",1]""", "\"text\"", "12", "null", """{"a":""", """{"a":"\ud83d"}""", """{"lines":["a\nb"]}""", "\\u0041 \\ud83d\\ude21 \\\\ud83d\\\\ude21",
        $"{new string('[', 60)}{new string(']', 60)}", $"{new string('[', 100)}{new string(']', 100)}",
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Texts))]
    public Task A_text_comes_back(string text) => ComesBackAsync(Encoding.UTF8.GetBytes(text));

    [Theory]
    [InlineData("FF")]
    [InlineData("7BFF7D")]
    [InlineData("C3")]
    [InlineData("EDA0BD")]
    [InlineData("EFBBBF7B7D")]
    public Task Bytes_that_are_no_text_come_back(string hex) => ComesBackAsync(Convert.FromHexString(hex));

    [Fact]
    public async Task Random_texts_come_back_and_are_found_by_their_prompts()
    {
        string[] pieces = ["\"", "\\", "\n", "\r", "{", "}", "[", "]", ":", ",", "a", "é", "😡", "\u200d", "\ud7ff", "\\u", "00e9", " ", "1", "null"];
        var random = new Random(5);
        Dictionary<string, string> answers = [];
        for (int i = 0; i < 500; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            answers[$"{i} {text}"] = text;
        }

        await _folder.RecordAsync(new((_, number) => ScriptedTransport.Answer(answers.Values.ElementAt(number - 1))), [.. answers.Keys]);
        await using CassetteTransport cassette = _folder.Replay();

        foreach ((string prompt, string answer) in answers)
        {
            Assert.Equal(answer, await cassette.TextOfAsync(prompt));
        }

        cassette.AssertAllPlayed();
    }

    [Fact]
    public async Task A_reply_without_content_comes_back_without_it()
    {
        await _folder.RecordAsync(new((_, _) => new CompletionResult(new CompletionReply { IsRefusal = true, FinishReason = FinishReason.Stop })), "a");

        await using CassetteTransport cassette = _folder.Replay();
        using CompletionReply? reply = (await cassette.AskAsync("a")).Reply;

        Assert.Equal((true, true), (reply!.Content is null, reply.IsRefusal));
    }

    private async Task ComesBackAsync(byte[] content)
    {
        await _folder.RecordAsync(new((_, _) => ScriptedTransport.Answer(content)), "a");

        await using CassetteTransport cassette = _folder.Replay();
        using CompletionReply? reply = (await cassette.AskAsync("a")).Reply;

        Assert.Equal(Convert.ToHexString(content), Convert.ToHexString(reply!.Content!.Value.Span));
    }
}
