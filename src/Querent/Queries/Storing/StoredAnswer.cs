namespace Querent;

/// <summary>An answer in a store.</summary>
/// <param name="Content">The answer's JSON as the model gave it, UTF-8.</param>
/// <param name="AnsweredAt">When the model gave it, by the clock of the executor that asked.</param>
public sealed record StoredAnswer(ReadOnlyMemory<byte> Content, DateTimeOffset AnsweredAt)
{
    /// <summary>The model that gave it, as its reply named it; null where that is not known.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Whether the provider's content filter did not look at it, or it is not known whether it did
    /// (<see cref="CompletionReply.IsUnfiltered"/>): where one is required (<c>RowExecutorOptions.RequireContentFilter</c>) such an answer counts as
    /// not there. An executor keeps none such in a store.
    /// </summary>
    public bool IsUnfiltered { get; init; }

    /// <summary>Tells its age and size, and nothing of the answer.</summary>
    public override string ToString() => FormattableString.Invariant($"{Content.Length} bytes of {AnsweredAt:u}");
}
