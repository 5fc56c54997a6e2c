namespace Querent.Limits.Tests.Simulation;

/// <summary>How long replies take.</summary>
internal static class Latency
{
    public static Func<double> Fixed(double seconds) => () => seconds;

    /// <summary>Log-normal, with the mean given.</summary>
    public static Func<double> Spread(double mean, double sigma, int seed = 5)
    {
        var random = new Random(seed);
        double scale = mean / Math.Exp(sigma * sigma / 2);
        return () => scale * Math.Exp(sigma * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
    }
}
