namespace Querent;

/// <summary>
/// The deadlines of queries that are tried again, which stand still while the executor is paused. A first attempt needs none
/// of its own: the attempt's deadline is never later than its query's.
/// </summary>
internal sealed class RetryDeadlines
{
    private readonly Lock _lock = new();
    private readonly HashSet<Call> _calls = [];
    private bool _isPaused;

    public void Add(Call call)
    {
        lock (_lock)
        {
            _calls.Add(call);
            if (!_isPaused)
            {
                call.SetDeadline();
            }
        }
    }

    public void Remove(Call call)
    {
        lock (_lock)
        {
            _calls.Remove(call);
            call.ClearDeadline();
        }
    }

    public void Pause()
    {
        lock (_lock)
        {
            _isPaused = true;
            foreach (Call call in _calls)
            {
                call.ClearDeadline();
            }
        }
    }

    public void Resume()
    {
        lock (_lock)
        {
            _isPaused = false;
            foreach (Call call in _calls.ToArray())   // one that is due at this instant leaves
            {
                call.SetDeadline();
            }
        }
    }
}
