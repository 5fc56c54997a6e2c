using Microsoft.Extensions.AI;

namespace Querent;

/// <summary>Makes a client's content of an image.</summary>
internal static class ImageParts
{
    private const string Image = "image";

    /// <param name="url">The image's address: http, https or data.</param>
    /// <param name="detail">How closely the model looks; null where that is not said.</param>
    /// <exception cref="FormatException">The address is none that a client's type takes.</exception>
    public static AIContent Create(string url, string? detail)
    {
        AIContent content;
        try
        {
            content = url.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? new DataContent(url) : AtAddress(new Uri(url, UriKind.Absolute));
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            throw new FormatException("An image's address is none that a client's type takes.");   // the client's own words may quote it
        }

        if (detail is not null)
        {
            content.AdditionalProperties = new AdditionalPropertiesDictionary { ["detail"] = detail };   // what OpenAI's clients read
        }

        return content;
    }

    private static UriContent AtAddress(Uri address)
    {
        var content = new UriContent(address);   // tells the type by the address's end
        if (!content.HasTopLevelMediaType(Image))
        {
            content.MediaType = "image/*";
        }

        return content;
    }
}
