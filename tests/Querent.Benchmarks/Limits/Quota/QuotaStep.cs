namespace Querent.Benchmarks.Limits.Quota;

/// <summary>What a client made of one step of a quota.</summary>
/// <param name="Goodput">The share of what of the quota can be used that was, once the allowance was over.</param>
/// <param name="Throttled">The share of attempts that was throttled, once the allowance was over.</param>
/// <param name="Settled">After how many seconds both kept to the goals until the step's end; null when they never did.</param>
internal sealed record QuotaStep(double Goodput, double Throttled, int? Settled)
{
    public static QuotaStep Of(QuotaCase quota, int step, QuotaTrace trace)
    {
        int begin = step * quota.StepSeconds;
        int end = begin + quota.StepSeconds;
        double ideal = quota.UsablePerSecond(step);
        int from = begin + Math.Min(quota.Allowance, quota.StepSeconds - 1);

        // The last few seconds alone say little: whole windows, and five seconds at least.
        int latest = end - Math.Min(quota.StepSeconds, Math.Max(5, 2 * quota.WindowSeconds));
        int? settled = null;
        for (int second = begin; second <= latest && settled is null; second++)
        {
            if (trace.Goodput(second, end) >= quota.LeastGoodput * ideal && trace.Throttled(second, end) <= quota.MostThrottled)
            {
                settled = second - begin;
            }
        }

        return new QuotaStep(trace.Goodput(from, end) / ideal, trace.Throttled(from, end), settled);
    }

    public bool IsMet(QuotaCase quota) => Goodput >= quota.LeastGoodput && Throttled <= quota.MostThrottled;
}
