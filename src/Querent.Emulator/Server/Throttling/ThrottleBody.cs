using System.Globalization;

namespace Querent.Emulator;

/// <summary>What a 429 of the quota says.</summary>
internal static class ThrottleBody
{
    public static void Write(Utf8Buffer reply, in QuotaDecision decision, EmulatorQuota quota)
    {
        CultureInfo invariant = CultureInfo.InvariantCulture;
        string why = decision.Refusal switch
        {
            QuotaRefusal.Requests => string.Create(invariant, $"Too many requests: the quota of this deployment is {decision.Requests.Limit} a minute."),
            QuotaRefusal.Tokens => string.Create(invariant, $"Too many tokens: the quota of this deployment is {decision.Tokens.Limit} a minute."),
            QuotaRefusal.TooManyTokens => string.Create(
                invariant, $"This request may take more tokens than a whole window of the quota of this deployment has, which is {decision.Tokens.Limit} a minute. Waiting does not help."),
            _ => "The deployment is busy.",
        };
        string when = QuotaHeaderWriter.Told(in decision, quota) is TimeSpan told
            ? string.Create(invariant, $" Try again in {(long)Math.Ceiling(told.TotalSeconds)} seconds.")
            : "";
        reply.Write("{\"error\":{\"code\":\"429\",\"message\":"u8);
        reply.WriteJsonString(why + when);
        reply.Write("}}"u8);
    }
}
