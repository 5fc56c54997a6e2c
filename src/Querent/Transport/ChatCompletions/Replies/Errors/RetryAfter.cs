using System.Globalization;
using System.Net.Http.Headers;

namespace Querent;

/// <summary>Reads how long the provider asks to wait: <c>retry-after-ms</c>, then <c>Retry-After</c> in seconds, then as a date.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Read<THead>(THead head, TimeProvider timeProvider)
        where THead : struct, IReplyHead
    {
        if (Number(head.Header("retry-after-ms")) is { } milliseconds)
        {
            return Span(milliseconds);
        }

        string? retryAfter = head.Header("Retry-After");
        if (Number(retryAfter) is { } seconds)
        {
            return Span(seconds * 1000);
        }

        // The reply's own clock, where it gives one: ours may be wrong.
        return Date(retryAfter) is { } date ? Span((date - (Date(head.Header("Date")) ?? timeProvider.GetUtcNow())).TotalMilliseconds) : null;
    }

    private static double? Number(string? value)
        => double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) && number > 0 ? number : null;

    private static DateTimeOffset? Date(string? value)
        => RetryConditionHeaderValue.TryParse(value, out RetryConditionHeaderValue? parsed) ? parsed.Date : null;

    private static TimeSpan? Span(double milliseconds)
        => milliseconds <= 0 ? null : TimeSpan.FromMilliseconds(Math.Min(milliseconds, TimeSpan.FromDays(365).TotalMilliseconds));
}
