namespace Querent;

/// <summary>
/// The source of a run threw. All rows that it had given before were finished and given out first.
/// </summary>
public sealed class SourceException : Exception
{
    internal SourceException(long index, Exception inner)
        : base($"The source threw {inner.GetType().FullName} when it was asked for row {index}; see the inner exception. The rows before it were finished.", inner)
        => Index = index;

    /// <summary>The index of the row that the source did not give.</summary>
    public long Index { get; }
}
