using System.Collections.Concurrent;
using System.Text.Json;

namespace Querent.Journal.Tests.Model;

/// <summary>A model in this process that echoes, fails where it is told to, and counts what it is asked.</summary>
internal sealed class EchoTransport(Func<string, bool> fails) : ICompletionTransport
{
    /// <summary>How often each prompt was asked.</summary>
    public ConcurrentDictionary<string, int> Asked { get; } = new();

    public async ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        string prompt = PromptOf(request.Messages);
        Asked.AddOrUpdate(prompt, 1, static (_, count) => count + 1);
        await Task.Yield();
        if (fails(prompt))
        {
            return new CompletionResult(new QueryError(QueryErrorKind.Refused, "The model refused to answer."));
        }

        string[] parts = prompt.Split('/');
        var reply = new CompletionReply { FinishReason = FinishReason.Stop, Model = "echo", Usage = new TokenUsage { InputTokens = prompt.Length, OutputTokens = 5 } };
        reply.SetContent(JsonSerializer.SerializeToUtf8Bytes(new { id = int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), query = parts[1] }));
        return new CompletionResult(reply);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string PromptOf(ReadOnlyMemory<byte> messages)
    {
        using JsonDocument json = JsonDocument.Parse(new[] { (byte)'[' }.Concat(messages.ToArray()).Append((byte)']').ToArray());
        return json.RootElement.EnumerateArray().Last().GetProperty("content").GetString()!;
    }
}
