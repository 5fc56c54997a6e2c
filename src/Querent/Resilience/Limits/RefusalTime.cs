namespace Querent;

/// <summary>
/// How long refusals take, which is how soon an attempt is known to have been let through: a refusal comes back in milliseconds, an
/// answer in seconds. Times in seconds.
/// </summary>
internal sealed class RefusalTime
{
    // What is not refused after so many times what a refusal takes was let through.
    private const double Patience = 4;
    private const double Shortest = 0.005;
    private const int Memory = 8;

    private double _mean;

    /// <summary>After so long an attempt that was not refused was let through.</summary>
    public double ToSee => Math.Max(Shortest, Patience * _mean);

    /// <summary>Takes note of a refusal.</summary>
    /// <param name="started">When the attempt began.</param>
    /// <param name="ended">When the refusal came.</param>
    public void Add(double started, double ended) => _mean += (ended - started - _mean) / (_mean == 0 ? 1 : Memory);
}
