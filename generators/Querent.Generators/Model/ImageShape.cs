namespace Querent.Generators.Model;

/// <summary>What an <c>[Image]</c> says.</summary>
/// <param name="MediaType">The media type of bytes; null to be told by the bytes.</param>
/// <param name="Detail">How closely the model looks; null for the provider's own choice.</param>
internal sealed record ImageShape(string? MediaType, string? Detail);
