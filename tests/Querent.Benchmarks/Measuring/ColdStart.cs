using System.Diagnostics;

namespace Querent.Benchmarks.Measuring;

/// <summary>How long the process had run when its first request was about to be sent.</summary>
internal sealed class ColdStart
{
    private TimeSpan? _elapsed;

    /// <summary>In milliseconds, to 10: the system keeps a process's start no finer. 0 when nothing was sent.</summary>
    public double Milliseconds => _elapsed?.TotalMilliseconds ?? 0;

    /// <summary>Notes the first call; the others cost a branch.</summary>
    public void Note()
    {
        if (_elapsed is null)
        {
            using var process = Process.GetCurrentProcess();
            _elapsed = TimeProvider.System.GetUtcNow() - process.StartTime.ToUniversalTime();
        }
    }
}
