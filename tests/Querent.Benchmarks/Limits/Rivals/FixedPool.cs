namespace Querent.Benchmarks.Limits.Rivals;

/// <summary>
/// What people write first: as many workers as may be in flight, each of which tries again what is refused, after a jittered
/// back-off that doubles, and holds its place meanwhile.
/// </summary>
internal sealed class FixedPool : IRival
{
    private const double FirstWait = 0.5;
    private const double LongestWait = 30;

    public string Name => "fixed pool";

    public async Task RunAsync(int queries, int workers, IRivalWorld world)
    {
        int next = -1;
        var random = new Random(11);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => WorkAsync()));

        async Task WorkAsync()
        {
            for (int query; (query = Interlocked.Increment(ref next)) < queries;)
            {
                for (double wait = FirstWait; !await world.SendAsync(query); wait = Math.Min(wait * 2, LongestWait))
                {
                    await world.WaitAsync(wait * (0.5 + Draw()));
                }
            }
        }

        double Draw()
        {
            lock (random)
            {
                return random.NextDouble();
            }
        }
    }
}
