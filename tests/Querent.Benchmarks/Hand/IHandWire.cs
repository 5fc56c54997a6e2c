using Querent.Benchmarks.Rows;

namespace Querent.Benchmarks.Hand;

/// <summary>How the loop by hand sends a request and gets its reply.</summary>
internal interface IHandWire : IDisposable
{
    /// <summary>Sends the worker's request once; null when there was no complete answer.</summary>
    ValueTask<Assessment?> AskAsync(HandWorker worker, CancellationToken cancellationToken);
}
