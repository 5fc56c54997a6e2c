namespace Querent.Emulator;

/// <summary>What quotas have done since the start or the last reset.</summary>
/// <param name="Admitted">Requests that a quota let through.</param>
/// <param name="ThrottledByRequests">429s for want of requests in a window.</param>
/// <param name="ThrottledByTokens">429s for want of tokens in a window, those that can never fit included.</param>
/// <param name="ThrottledByCapacity">429s because enough was being served.</param>
/// <param name="ChargedTokens">The tokens that were charged on arrival.</param>
public sealed record QuotaCounters(
    long Admitted, long ThrottledByRequests, long ThrottledByTokens, long ThrottledByCapacity, long ChargedTokens)
{
    /// <summary>All 429s of quotas; those of fault rules are not among them.</summary>
    public long Throttled => ThrottledByRequests + ThrottledByTokens + ThrottledByCapacity;
}
