using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Weather;

/// <summary>Case files for as long as they are wanted: so many different ones, again and again.</summary>
internal sealed class WeatherSource(int different)
{
    private volatile bool _isOver;
    private long _count;

    /// <summary>How many were given.</summary>
    public long Count => Interlocked.Read(ref _count);

    public void Stop() => _isOver = true;

    public IEnumerable<CaseFile> Read()
    {
        while (!_isOver)
        {
            yield return CaseFiles.Make((Interlocked.Increment(ref _count) - 1) % different);
        }
    }
}
