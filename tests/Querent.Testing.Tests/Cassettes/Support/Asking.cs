using System.Text;
using System.Text.Json;

namespace Querent.Testing.Tests;

/// <summary>Asks a transport without an executor.</summary>
internal static class Asking
{
    public static CompletionRequest Request(string text) => Of($$"""{"role":"user","content":{{Quoted(text)}}}""");

    public static CompletionRequest Of(string messages) => new(Encoding.UTF8.GetBytes(messages), ReadOnlyMemory<byte>.Empty, null);

    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    public static async Task<CompletionResult> AskAsync(this ICompletionTransport transport, string text)
        => await transport.SendAsync(Request(text), TestContext.Current.CancellationToken);

    /// <summary>The answer's text; of an error its kind.</summary>
    public static async Task<string> TextOfAsync(this ICompletionTransport transport, string text)
    {
        CompletionResult result = await transport.AskAsync(text);
        using CompletionReply? reply = result.Reply;
        return reply is null ? result.Error!.Kind.ToString() : Encoding.UTF8.GetString(reply.Content.GetValueOrDefault().Span);
    }

    /// <summary>Records what a script answers to some texts, one after the other.</summary>
    public static async Task RecordAsync(this CassetteFolder folder, ScriptedTransport script, params string[] texts)
    {
        await using CassetteTransport cassette = CassetteTransport.Record(folder["a.json"], script, CassetteFolder.AtHome);
        foreach (string text in texts)
        {
            (await cassette.AskAsync(text)).Reply?.Dispose();
        }
    }

    /// <summary>Plays what was recorded; what is not there fails at once, unless the options have another clock.</summary>
    public static CassetteTransport Replay(this CassetteFolder folder, CassetteOptions? options = null)
        => CassetteTransport.Replay(folder["a.json"], options ?? new CassetteOptions { TimeProvider = new HastyTime() });
}
