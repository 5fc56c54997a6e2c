namespace Querent;

/// <summary>
/// The executor was drained or disposed of: a row was not asked, or not finished, or a run did not come to its end.
/// </summary>
public sealed class ExecutorStoppedException : OperationCanceledException
{
    internal ExecutorStoppedException(string message)
        : base(message)
    {
    }
}
