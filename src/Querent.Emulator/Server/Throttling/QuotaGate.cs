namespace Querent.Emulator;

/// <summary>Lets a request through to its deployment, or writes the 429.</summary>
internal sealed class QuotaGate(QuotaBook book, TrafficCounters counters, TimeProvider clock)
{
    /// <summary>Whether a request may pass; its place is with the exchange, and its headers are set.</summary>
    public bool Admit(Exchange exchange, string deployment, in CompletionRequest request, Utf8Buffer reply)
    {
        if (book.Find(deployment) is not { } quota)
        {
            return true;
        }

        return Admit(exchange, quota, quota.Quota.ChargeOf(request.PromptTokens, request.MaxOutputTokens), reply);
    }

    /// <summary>Whether a request that will be refused anyway may get that far: it takes one of the quota where failed calls do.</summary>
    public bool AdmitFailing(Exchange exchange, string deployment, Utf8Buffer reply) =>
        book.Find(deployment) is not { } quota
        || quota.Quota.FailedCalls == FailedCallCharge.None
        || Admit(exchange, quota, 0, reply);

    private bool Admit(Exchange exchange, DeploymentQuota quota, long tokens, Utf8Buffer reply)
    {
        QuotaDecision decision = quota.Admit(book.Now, tokens);
        counters.Decide(in decision);
        EmulatorQuota terms = quota.Quota;
        QuotaHeaderWriter.Write(exchange.Context.Response.Headers, in decision, terms, clock);
        if (decision.IsAdmitted)
        {
            exchange.Admission = new Admission(quota, book, decision);
            return true;
        }

        ThrottleBody.Write(reply, in decision, terms);
        return false;
    }
}
