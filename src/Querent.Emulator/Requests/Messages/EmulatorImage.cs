namespace Querent.Emulator;

/// <summary>An image of a message.</summary>
/// <param name="Url">Its address as it was sent; the image itself, where it is a <c>data:</c> URL.</param>
/// <param name="Detail">How closely it is to be looked at; null when that was not said.</param>
public sealed record EmulatorImage(string Url, string? Detail);
