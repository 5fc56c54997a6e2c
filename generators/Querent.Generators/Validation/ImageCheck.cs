using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks that what is marked with <c>[Image]</c> can be shown as one.</summary>
internal static class ImageCheck
{
    private const string MediaTypes = "image/";

    /// <summary>Why a value cannot be an image, and what to do; null when it can.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="image">What its attribute says.</param>
    public static string? ProblemOf(TypeShape type, ImageShape image)
        => type.Kind is not (ValueKind.Uri or ValueKind.Bytes) ? $"it is a '{type.DisplayName}'; an image is a Uri or a byte[]"
            : image.Detail is not (null or "low" or "high" or "auto") ? $"its detail is '{image.Detail}'; give \"low\", \"high\" or \"auto\""
            : image.MediaType is null ? null
            : type.Kind == ValueKind.Uri ? "an address needs no media type; leave out MediaType"
            : image.MediaType.Length == MediaTypes.Length || !image.MediaType.StartsWith(MediaTypes, StringComparison.Ordinal)
                ? $"its media type is '{image.MediaType}'; give one of images, such as \"image/png\""
            : null;
}
