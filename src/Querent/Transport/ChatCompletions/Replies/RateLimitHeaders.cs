using System.Globalization;

namespace Querent;

/// <summary>
/// Reads the quota in a reply's headers, <c>x-ratelimit-{limit,remaining}-{requests,tokens}</c>, any of which may be missing, and
/// is as good as missing when it is no whole number from 0 up or too large for one.
/// </summary>
internal static class RateLimitHeaders
{
    public static RateLimitStatus Read<THead>(THead head)
        where THead : struct, IReplyHead
        => new()
        {
            LimitRequests = Number(head.Header("x-ratelimit-limit-requests")),
            RemainingRequests = Number(head.Header("x-ratelimit-remaining-requests")),
            LimitTokens = Number(head.Header("x-ratelimit-limit-tokens")),
            RemainingTokens = Number(head.Header("x-ratelimit-remaining-tokens")),
        };

    private static int? Number(string? value) => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;
}
