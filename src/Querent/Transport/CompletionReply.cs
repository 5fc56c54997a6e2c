using System.Buffers;
using System.Collections.Immutable;

namespace Querent;

/// <summary>A chat completion as the wire gave it: not yet judged, its content not yet read.</summary>
public sealed class CompletionReply : IDisposable
{
    private byte[]? _buffer;
    private int _length;

    /// <summary>The first choice's content, as UTF-8; null when it has none. Valid until the reply is disposed of.</summary>
    public ReadOnlyMemory<byte>? Content => _buffer is null ? default(ReadOnlyMemory<byte>?) : _buffer.AsMemory(0, _length);

    /// <summary>Whether the model refused (<c>message.refusal</c>).</summary>
    public bool IsRefusal { get; init; }

    /// <summary>Why the model stopped.</summary>
    public FinishReason FinishReason { get; init; }

    /// <summary>
    /// Whether a complete answer may come without a finish reason, since what the transport speaks through does not always
    /// pass it on.
    /// </summary>
    internal bool MayHideFinishReason { get; init; }

    /// <summary>The model that answered, as the reply names it.</summary>
    public string? Model { get; init; }

    /// <summary>The tokens that the provider counted.</summary>
    public TokenUsage Usage { get; init; }

    /// <summary>The provider's name for the request.</summary>
    public string? RequestId { get; init; }

    /// <summary>What the content filter found in the prompt and the answer; it may have let both pass.</summary>
    public ImmutableArray<ContentFilterCategory> FilterCategories { get; init; } = [];

    /// <summary>
    /// Whether the provider says that its content filter did not look at the prompt or the answer (<c>content_filter_error</c>).
    /// False where it says nothing of the kind, as an endpoint without a filter does.
    /// </summary>
    public bool IsUnfiltered { get; init; }

    /// <summary>When the answer was given that comes out of a store; null for a reply of the wire.</summary>
    internal DateTimeOffset? StoredAt { get; init; }

    /// <summary>Sets the content, by copying it.</summary>
    /// <param name="content">UTF-8.</param>
    public void SetContent(ReadOnlySpan<byte> content)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(content.Length);
        content.CopyTo(buffer);
        SetContent(buffer, content.Length);
    }

    /// <summary>Gives the reply a rented buffer, which it returns to the shared pool.</summary>
    internal void SetContent(byte[] buffer, int length)
    {
        Dispose();
        _buffer = buffer;
        _length = length;
    }

    /// <summary>The same reply once more, with memory of its own.</summary>
    internal CompletionReply Copy()
    {
        var copy = new CompletionReply
        {
            IsRefusal = IsRefusal,
            FinishReason = FinishReason,
            MayHideFinishReason = MayHideFinishReason,
            Model = Model,
            Usage = Usage,
            RequestId = RequestId,
            FilterCategories = FilterCategories,
            IsUnfiltered = IsUnfiltered,
            StoredAt = StoredAt,
        };
        if (Content is { } content)
        {
            copy.SetContent(content.Span);
        }

        return copy;
    }

    /// <summary>Returns the content's memory to its pool.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
