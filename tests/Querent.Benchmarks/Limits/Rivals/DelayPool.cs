namespace Querent.Benchmarks.Limits.Rivals;

/// <summary>
/// The succeeded system's throttle, made again from its description: one delay for all workers, slept before every call, doubled
/// by each error up to 5 s, 50 ms shorter by each success; no jitter, no word of Retry-After, the worker's place held throughout.
/// </summary>
internal sealed class DelayPool : IRival
{
    private const double Step = 0.05;
    private const double Longest = 5;

    public string Name => "delay AIMD of old";

    public async Task RunAsync(int queries, int workers, IRivalWorld world)
    {
        var gate = new Lock();
        double delay = 0;
        int next = -1;
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync()));

        async Task WorkAsync()
        {
            for (int query; (query = Interlocked.Increment(ref next)) < queries;)
            {
                bool isServed;
                do
                {
                    if (Delay() is > 0 and double wait)
                    {
                        await world.WaitAsync(wait);
                    }

                    isServed = await world.SendAsync(query);
                    Note(isServed);
                }
                while (!isServed);
            }
        }

        double Delay()
        {
            lock (gate)
            {
                return delay;
            }
        }

        void Note(bool isServed)
        {
            lock (gate)
            {
                delay = isServed ? Math.Max(0, delay - Step) : Math.Min(Longest, delay == 0 ? Step : delay * 2);
            }
        }
    }
}
