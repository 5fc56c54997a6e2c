namespace Querent;

/// <summary>
/// Marks a <see cref="Uri"/> or <c>byte[]</c> property as an image: where a template names it, <c>{{ Photo }}</c>, the image
/// itself is sent, for a model that sees.
/// </summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class ImageAttribute : Attribute
{
    /// <summary>
    /// The media type of bytes, such as <c>image/png</c>; told by their first bytes (PNG, JPEG, GIF, WebP) when null.
    /// </summary>
    public string? MediaType { get; init; }

    /// <summary>How closely the model looks: <c>low</c>, <c>high</c> or <c>auto</c>; left to the provider when null.</summary>
    public string? Detail { get; init; }
}
