using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Querent.Emulator;

/// <summary>One request from its arrival to its end, counted out exactly once whatever that end is.</summary>
internal sealed class Exchange
{
    private readonly TrafficCounters _counters;
    private bool _ended;

    public Exchange(HttpContext context, TrafficCounters counters)
    {
        Context = context;
        _counters = counters;
        Arrival = Stopwatch.GetTimestamp();
        counters.Arrive();
    }

    public HttpContext Context { get; }

    /// <summary>By <see cref="Stopwatch.GetTimestamp"/>.</summary>
    public long Arrival { get; }

    /// <summary>Its place in the deployment's quota; null when there is none.</summary>
    public Admission? Admission { get; set; }

    /// <summary>The reply is about to be written.</summary>
    /// <param name="statusCode">Its status.</param>
    /// <param name="goodTokens">For an answer that no fault struck, its tokens; null otherwise.</param>
    public void Answer(int statusCode, long? goodTokens = null)
    {
        if (End())
        {
            if (goodTokens is long tokens)
            {
                Admission?.Settle(tokens);
            }

            _counters.Answer(statusCode, Stopwatch.GetElapsedTime(Arrival), goodTokens);
        }
    }

    public void AbortByClient()
    {
        if (End())
        {
            _counters.AbortByClient();
        }
    }

    public void AbortByEmulator()
    {
        if (End())
        {
            _counters.AbortByEmulator();
        }
    }

    private bool End()
    {
        bool first = !_ended;
        _ended = true;
        if (first)
        {
            Admission?.Leave();
        }

        return first;
    }
}
