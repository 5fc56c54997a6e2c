using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>Says when to come back, in the headers that a form names.</summary>
internal static class RetryAfterHeader
{
    public static void Write(IHeaderDictionary response, TimeSpan retryAfter, RetryAfterForm form, TimeProvider clock)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        if (form.HasFlag(RetryAfterForm.Date))
        {
            response.RetryAfter = CeilingToSecond(clock.GetUtcNow() + retryAfter).ToString("R", invariant);
        }

        if (form.HasFlag(RetryAfterForm.Seconds))
        {
            response.RetryAfter = ((long)Math.Ceiling(retryAfter.TotalSeconds)).ToString(invariant);
        }

        if (form.HasFlag(RetryAfterForm.Milliseconds))
        {
            response["retry-after-ms"] = ((long)Math.Ceiling(retryAfter.TotalMilliseconds)).ToString(invariant);
        }
    }

    // A date has no fraction; cut off, it would send a client back too early.
    private static DateTimeOffset CeilingToSecond(DateTimeOffset time) =>
        time.AddTicks((TimeSpan.TicksPerSecond - (time.Ticks % TimeSpan.TicksPerSecond)) % TimeSpan.TicksPerSecond);
}
