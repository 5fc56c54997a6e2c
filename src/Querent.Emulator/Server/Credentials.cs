using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>Looks for the key in its two places.</summary>
internal static class Credentials
{
    private const string Bearer = "Bearer ";

    public static bool Accept(HttpRequest request, string? expected)
    {
        if (expected is null)
        {
            return true;
        }

        if (request.Headers.TryGetValue("api-key", out Microsoft.Extensions.Primitives.StringValues key))
        {
            return Same(key.ToString(), expected);
        }

        string authorization = request.Headers.Authorization.ToString();
        return authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) && Same(authorization.AsSpan(Bearer.Length).Trim(), expected);
    }

    private static bool Same(ReadOnlySpan<char> given, string expected) => given.SequenceEqual(expected);
}
