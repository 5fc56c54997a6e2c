using System.Globalization;
using System.Net.Http.Headers;

namespace Querent;

/// <summary>Reads how long the provider asks to wait: <c>retry-after-ms</c>, then <c>Retry-After</c> in seconds, then as a date.</summary>
internal static class RetryAfter
{
    public static TimeSpan? Read(HttpResponseHeaders headers, TimeProvider timeProvider)
    {
        if (Number(headers, "retry-after-ms") is { } milliseconds)
        {
            return Span(milliseconds);
        }

        if (Number(headers, "Retry-After") is { } seconds)
        {
            return Span(seconds * 1000);
        }

        // The reply's own clock, where it gives one: ours may be wrong.
        return headers.RetryAfter?.Date is { } date ? Span((date - (headers.Date ?? timeProvider.GetUtcNow())).TotalMilliseconds) : null;
    }

    private static double? Number(HttpResponseHeaders headers, string name)
        => headers.NonValidated.TryGetValues(name, out HeaderStringValues values)
            && double.TryParse(values.ToString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && double.IsFinite(number)
            && number > 0
                ? number
                : null;

    private static TimeSpan? Span(double milliseconds)
        => milliseconds <= 0 ? null : TimeSpan.FromMilliseconds(Math.Min(milliseconds, TimeSpan.FromDays(365).TotalMilliseconds));
}
