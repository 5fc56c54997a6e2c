namespace Querent;

/// <summary>An image of the input cannot be sent. The message holds nothing of the image, so that it may be an error's text.</summary>
internal sealed class ImageException(string message) : FormatException(message);
