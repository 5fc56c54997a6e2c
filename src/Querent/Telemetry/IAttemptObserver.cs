namespace Querent;

/// <summary>
/// Is told of every attempt that was given to the transport, once, when what became of it is known: an audit. Set it as
/// <c>RowExecutorOptions.AttemptObserver</c>; without one nothing is recorded and nothing is paid for it.
/// </summary>
public interface IAttemptObserver
{
    /// <summary>
    /// Takes the record of an attempt. Called on the thread that ran the attempt, by many threads at once, so it should
    /// only put the record away. When it throws, the query fails with <see cref="QueryErrorKind.RowCode"/>: what could
    /// not be audited does not count as answered.
    /// </summary>
    /// <param name="attempt">The record. It holds no prompt, no answer and no key.</param>
    void OnAttempt(AttemptRecord attempt);
}
