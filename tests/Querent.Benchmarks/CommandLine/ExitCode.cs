namespace Querent.Benchmarks.CommandLine;

/// <summary>What the process ends with.</summary>
internal static class ExitCode
{
    /// <summary>Measured, every goal met, every row answered.</summary>
    public const int Met = 0;

    /// <summary>Measured; a goal was missed or a row failed.</summary>
    public const int Missed = 1;

    /// <summary>Not measured: the command line or the endpoint is wrong.</summary>
    public const int BadUsage = 2;

    /// <summary>Not measured: stopped by the user.</summary>
    public const int Stopped = 130;
}
