using System.Diagnostics;

namespace Querent.Emulator;

/// <summary>Counts what quotas decide and what is answered well, without a lock.</summary>
internal sealed class QuotaTally
{
    private readonly long[] _byRefusal = new long[Enum.GetValues<QuotaRefusal>().Length];
    private long _charged;
    private long _answers;
    private long _tokens;
    private long _since = Stopwatch.GetTimestamp();

    public void Decide(in QuotaDecision decision)
    {
        Interlocked.Increment(ref _byRefusal[(int)decision.Refusal]);
        Interlocked.Add(ref _charged, decision.ChargedTokens);
    }

    public void Answer(long tokens)
    {
        Interlocked.Increment(ref _answers);
        Interlocked.Add(ref _tokens, tokens);
    }

    public QuotaCounters TakeQuota() => new(
        Of(QuotaRefusal.None),
        Of(QuotaRefusal.Requests),
        Of(QuotaRefusal.Tokens) + Of(QuotaRefusal.TooManyTokens),
        Of(QuotaRefusal.Capacity),
        Interlocked.Read(ref _charged));

    public GoodputCounters TakeGoodput() =>
        new(Interlocked.Read(ref _answers), Interlocked.Read(ref _tokens), Stopwatch.GetElapsedTime(Interlocked.Read(ref _since)));

    public void Reset()
    {
        for (int refusal = 0; refusal < _byRefusal.Length; refusal++)
        {
            Interlocked.Exchange(ref _byRefusal[refusal], 0);
        }

        Interlocked.Exchange(ref _charged, 0);
        Interlocked.Exchange(ref _answers, 0);
        Interlocked.Exchange(ref _tokens, 0);
        Interlocked.Exchange(ref _since, Stopwatch.GetTimestamp());
    }

    private long Of(QuotaRefusal refusal) => Interlocked.Read(ref _byRefusal[(int)refusal]);
}
