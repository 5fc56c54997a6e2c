namespace Querent.Live;

/// <summary>How far the checks go.</summary>
/// <param name="ThrottleRequests">The most requests that are sent to provoke a 429; 0 for none.</param>
/// <param name="ContextTokens">About how many tokens the prompt has that must not fit; 0 for none.</param>
internal sealed record LiveOptions(int ThrottleRequests, int ContextTokens);
