namespace Querent;

/// <summary>What an address must be like, whatever sends the requests.</summary>
internal static class EndpointRules
{
    /// <summary>What is wrong with an address that a key may not travel to.</summary>
    public const string KeyInTheClear = "The endpoint must be an https address, or an http address on this machine (127.0.0.1): the key would travel in the clear.";

    /// <summary>Whether a key may travel there: over https, or to this machine.</summary>
    public static bool MayCarryKey(Uri endpoint)
        => endpoint.IsAbsoluteUri && (endpoint.Scheme == Uri.UriSchemeHttps || (endpoint.Scheme == Uri.UriSchemeHttp && endpoint.IsLoopback));

    /// <summary>The resource's own address: without <c>/openai</c>, <c>/openai/v1</c>, a query or a slash at the end.</summary>
    public static string ResourceRoot(Uri endpoint)
    {
        string root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        foreach (string suffix in (ReadOnlySpan<string>)["/openai/v1", "/openai"])
        {
            if (root.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                return root[..^suffix.Length];
            }
        }

        return root;
    }

    /// <summary>The chat completions under a base URL; one that names them already is taken as it is. A query is kept.</summary>
    public static Uri UnderBaseUrl(Uri endpoint)
    {
        const string path = "/chat/completions";
        string root = endpoint.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return new Uri((root.EndsWith(path, StringComparison.OrdinalIgnoreCase) ? root : root + path) + endpoint.Query);
    }
}
