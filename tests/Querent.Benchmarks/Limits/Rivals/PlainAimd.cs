namespace Querent.Benchmarks.Limits.Rivals;

/// <summary>
/// TCP's rule and nothing else: one more in flight with each round of replies, half as many with a refusal, once for all that were in
/// flight together. What is refused is tried again as ours is, after a jittered back-off without its place.
/// </summary>
internal sealed class PlainAimd : IRival
{
    private const int FirstLimit = 16;
    private const double FirstWait = 0.5;
    private const double LongestWait = 30;

    // So many times the places, so that some can back off while all places are in use.
    private const int WorkersAPlace = 4;

    public string Name => "plain AIMD";

    public async Task RunAsync(int queries, int workers, IRivalWorld world)
    {
        var places = new Places(Math.Min(FirstLimit, workers), workers);
        int next = -1;
        var random = new Random(11);
        await Task.WhenAll(Enumerable.Range(0, WorkersAPlace * workers).Select(_ => WorkAsync()));

        async Task WorkAsync()
        {
            for (int query; (query = Interlocked.Increment(ref next)) < queries;)
            {
                for (double wait = FirstWait; !await SendAsync(query); wait = Math.Min(wait * 2, LongestWait))
                {
                    await world.WaitAsync(wait * (0.5 + Draw()));
                }
            }
        }

        async Task<bool> SendAsync(int query)
        {
            int epoch = await places.EnterAsync();
            bool isServed = await world.SendAsync(query);
            places.Leave(isServed, epoch);
            return isServed;
        }

        double Draw()
        {
            lock (random)
            {
                return random.NextDouble();
            }
        }
    }

    private sealed class Places(int first, int most)
    {
        private readonly Lock _lock = new();
        private readonly Queue<TaskCompletionSource<int>> _waiting = new();
        private double _limit = first;
        private int _inUse;
        private int _epoch;   // how often the limit was cut

        public Task<int> EnterAsync()
        {
            lock (_lock)
            {
                if (_inUse < (int)_limit)
                {
                    _inUse++;
                    return Task.FromResult(_epoch);
                }

                var turn = new TaskCompletionSource<int>();   // goes on at once, as the simulation needs it
                _waiting.Enqueue(turn);
                return turn.Task;
            }
        }

        public void Leave(bool isServed, int epoch)
        {
            lock (_lock)
            {
                _inUse--;
                if (isServed)
                {
                    _limit = Math.Min(most, _limit + (1 / _limit));
                }
                else if (epoch == _epoch)
                {
                    _limit = Math.Max(1, _limit / 2);
                    _epoch++;
                }
            }

            while (Next() is { } turn)
            {
                turn.SetResult(Volatile.Read(ref _epoch));
            }
        }

        private TaskCompletionSource<int>? Next()
        {
            lock (_lock)
            {
                if (_inUse >= (int)_limit || !_waiting.TryDequeue(out TaskCompletionSource<int>? turn))
                {
                    return null;
                }

                _inUse++;
                return turn;
            }
        }
    }
}
