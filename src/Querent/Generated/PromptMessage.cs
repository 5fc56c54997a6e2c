using System.Collections.Immutable;

namespace Querent;

/// <summary>A message of a rendered prompt.</summary>
/// <param name="Role">Whose it is: <c>system</c>, <c>user</c>, or <c>assistant</c> for an example's answer.</param>
/// <param name="Text">Its text; where images stand in it, the texts around them in one.</param>
public sealed record PromptMessage(string Role, string Text)
{
    /// <summary>
    /// Its images, described: the address, or the media type and the number of bytes (<c>image/png, 1234 bytes</c>), and
    /// how closely the model looks where that is said (<c>image/png, 1234 bytes, detail low</c>).
    /// </summary>
    public ImmutableArray<string> Images { get; init; } = [];

    /// <summary>The role, the text, and a line for each image.</summary>
    public override string ToString() => string.Join('\n', [$"{Role}: {Text}", .. Images.Select(image => $"[{image}]")]);

    /// <inheritdoc/>
    public bool Equals(PromptMessage? other)
        => other is not null && Role == other.Role && Text == other.Text && Images.AsSpan().SequenceEqual(other.Images.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Role, Text);
}
