namespace Querent;

/// <summary>Takes off the code fence that a model may put around an answer where nothing holds it to bare JSON.</summary>
internal static class CodeFence
{
    public static CompletionResult Strip(CompletionResult result)
    {
        if (result.Reply is { Content: { } content } reply)
        {
            ReadOnlySpan<byte> inner = Inner(content.Span);
            if (inner.Length < content.Length)
            {
                reply.SetContent(inner);
            }
        }

        return result;
    }

    /// <summary>What stands between the fence's lines; the text itself, without white space around it, when it has no fence.</summary>
    private static ReadOnlySpan<byte> Inner(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        ReadOnlySpan<byte> fence = "```"u8;
        int line = text.IndexOf((byte)'\n');
        return line > 0 && text.StartsWith(fence) && text.EndsWith(fence) && text.Length - fence.Length > line
            ? Trim(text[(line + 1)..^fence.Length])
            : text;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);
}
