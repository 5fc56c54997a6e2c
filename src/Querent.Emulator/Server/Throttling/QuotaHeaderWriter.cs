using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>Writes the <c>x-ratelimit-…</c> headers, and when to come back.</summary>
internal static class QuotaHeaderWriter
{
    public static void Write(IHeaderDictionary response, in QuotaDecision decision, EmulatorQuota quota, TimeProvider clock)
    {
        QuotaHeaders headers = quota.Headers;
        if (decision.Requests.IsSet)
        {
            Write(response, "x-ratelimit-limit-requests", headers.LimitRequests, Text(decision.Requests.Limit));
            Write(response, "x-ratelimit-remaining-requests", headers.RemainingRequests, Text(decision.Requests.Remaining));
            Write(response, "x-ratelimit-reset-requests", headers.ResetRequests, Time(decision.Requests.Reset, headers.ResetInSeconds));
        }

        if (decision.Tokens.IsSet)
        {
            Write(response, "x-ratelimit-limit-tokens", headers.LimitTokens, Text(decision.Tokens.Limit));
            Write(response, "x-ratelimit-remaining-tokens", headers.RemainingTokens, Text(decision.Tokens.Remaining));
            Write(response, "x-ratelimit-reset-tokens", headers.ResetTokens, Time(decision.Tokens.Reset, headers.ResetInSeconds));
        }

        if (!decision.IsAdmitted && Told(in decision, quota) is TimeSpan retryAfter)
        {
            RetryAfterHeader.Write(response, retryAfter, quota.RetryAfterForm, clock);
        }
    }

    /// <summary>When a refused client is told to come back; null when it is told nothing.</summary>
    public static TimeSpan? Told(in QuotaDecision decision, EmulatorQuota quota) =>
        decision.RetryAfter is TimeSpan exact ? quota.RetryAfter ?? exact * quota.RetryAfterFactor : null;

    /// <summary>A time as <c>17ms</c>, <c>1.5s</c> or <c>6m0s</c>, or as whole seconds; rounded up.</summary>
    public static string Time(TimeSpan time, bool inSeconds)
    {
        if (inSeconds)
        {
            return Text((long)Math.Ceiling(time.TotalSeconds));
        }

        long milliseconds = (long)Math.Ceiling(time.TotalMilliseconds);
        if (milliseconds is > 0 and < 1000)
        {
            return Text(milliseconds) + "ms";
        }

        string seconds = (milliseconds % 60_000 / 1000m).ToString("0.###", CultureInfo.InvariantCulture) + "s";
        return milliseconds < 60_000 ? seconds : Text(milliseconds / 60_000) + "m" + seconds;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Write(IHeaderDictionary response, string name, QuotaHeader header, string exact)
    {
        switch (header)
        {
            case QuotaHeader.Exact:
                response[name] = exact;
                break;
            case QuotaHeader.Zero:
                response[name] = "0";
                break;
            case QuotaHeader.MinusOne:
                response[name] = "-1";
                break;
            default:
                break;
        }
    }
}
