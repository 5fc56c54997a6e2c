namespace Querent.Emulator;

/// <summary>The forms of a chat completion's address.</summary>
/// <param name="Deployment">The deployment that the path names; null in the v1 form, where the body does.</param>
internal readonly record struct CompletionRoute(string? Deployment)
{
    private const string Dated = "/openai/deployments/";
    private const string Suffix = "/chat/completions";

    /// <summary>Whether this is the dated form, which needs an <c>api-version</c>.</summary>
    public bool IsDated => Deployment is not null;

    public static bool TryMatch(string path, out CompletionRoute route)
    {
        route = default;
        if (path.StartsWith(Dated, StringComparison.OrdinalIgnoreCase) && path.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
            && path.Length > Dated.Length + Suffix.Length)
        {
            string deployment = path[Dated.Length..^Suffix.Length];
            route = new CompletionRoute(deployment);
            return !deployment.Contains('/', StringComparison.Ordinal);
        }

        return path is "/openai/v1/chat/completions" or "/v1/chat/completions";
    }
}
