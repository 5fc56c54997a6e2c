using System.Buffers;
using System.Collections.Frozen;

namespace Querent;

/// <summary>A caller's own headers, checked and copied.</summary>
internal static class RequestHeaders
{
    private const string Credential = "Set ApiKey or TokenProvider.";
    private const string Body = "The body is the transport's own.";
    private const string Wire = "The connection's headers are the transport's own.";

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly FrozenDictionary<string, string> Reserved = new Dictionary<string, string>
    {
        ["Authorization"] = Credential,
        ["api-key"] = Credential,
        ["Accept-Encoding"] = "A compressed reply would not be read.",
        ["Host"] = "It is the endpoint's.",
        ["Connection"] = Wire,
        ["Expect"] = Wire,
        ["Keep-Alive"] = Wire,
        ["TE"] = Wire,
        ["Trailer"] = Wire,
        ["Transfer-Encoding"] = Wire,
        ["Upgrade"] = Wire,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="ArgumentException">A header cannot be sent, or is the transport's own.</exception>
    public static KeyValuePair<string, string>[] Create(IReadOnlyDictionary<string, string> headers)
    {
        KeyValuePair<string, string>[] copy = [.. headers];
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, string value) in copy)
        {
            Check(name, value);
            if (!names.Add(name))
            {
                throw Wrong($"The header '{name}' is there twice.");
            }
        }

        return copy;
    }

    private static void Check(string name, string value)
    {
        if (name.Length == 0 || name.AsSpan().ContainsAnyExcept(NameCharacters))
        {
            throw Wrong("The name of a header is empty or holds a character that the name of a header cannot have.");
        }

        if (Reserved.TryGetValue(name, out string? instead)
            || (instead = name.StartsWith("Content-", StringComparison.OrdinalIgnoreCase) ? Body : name.StartsWith("Proxy-", StringComparison.OrdinalIgnoreCase) ? Wire : null) is not null)
        {
            throw Wrong($"The header '{name}' cannot be set. {instead}");
        }

        // Not the value itself: it may be a secret.
        if (value is null || value.AsSpan().ContainsAnyExceptInRange(' ', '~') || value.AsSpan().Trim().Length != value.Length)
        {
            throw Wrong($"The value of the header '{name}' is null, or holds a line break, a space at its start or end, or another character that a header cannot carry.");
        }
    }

    private static ArgumentException Wrong(string message) => OptionError.Wrong("Headers", message);
}
