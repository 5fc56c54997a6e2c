using System.Collections.Immutable;

namespace Querent.Emulator;

/// <summary>One message of a prompt.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, …</param>
/// <param name="Content">Its text, the text parts joined; empty when it has none.</param>
public sealed record EmulatorMessage(string Role, string Content)
{
    /// <summary>Its images in their order; none for a message of text.</summary>
    public ImmutableArray<EmulatorImage> Images { get; init; } = [];

    /// <inheritdoc/>
    public bool Equals(EmulatorMessage? other)
        => other is not null && Role == other.Role && Content == other.Content && Images.AsSpan().SequenceEqual(other.Images.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Role, Content);
}
