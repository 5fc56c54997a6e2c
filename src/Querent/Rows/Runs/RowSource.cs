namespace Querent;

/// <summary>A sequence or an async sequence of inputs, read in one way.</summary>
internal abstract class RowSource : IAsyncDisposable
{
    /// <summary>Whether reading may block the thread, so that it needs one of its own.</summary>
    public abstract bool MayBlock { get; }

    public abstract object? Current { get; }

    public static RowSource Of(IEnumerable<object?> inputs) => new Sequence(inputs);

    public static RowSource Of(IAsyncEnumerable<object?> inputs) => new AsyncSequence(inputs);

    /// <summary>Begins to read; the token asks the source to stop.</summary>
    public abstract void Open(CancellationToken cancellationToken);

    public abstract ValueTask<bool> MoveNextAsync();

    public abstract ValueTask DisposeAsync();

    private sealed class Sequence(IEnumerable<object?> inputs) : RowSource
    {
        private IEnumerator<object?>? _enumerator;

        // A list gives out what it holds; an iterator may read a file or wait for anything.
        public override bool MayBlock => inputs is not (System.Collections.ICollection or IReadOnlyCollection<object?>);

        public override object? Current => _enumerator!.Current;

        public override void Open(CancellationToken cancellationToken) => _enumerator = inputs.GetEnumerator();

        public override ValueTask<bool> MoveNextAsync() => new(_enumerator!.MoveNext());

        public override ValueTask DisposeAsync()
        {
            _enumerator?.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class AsyncSequence(IAsyncEnumerable<object?> inputs) : RowSource
    {
        private IAsyncEnumerator<object?>? _enumerator;

        public override bool MayBlock => false;

        public override object? Current => _enumerator!.Current;

        public override void Open(CancellationToken cancellationToken) => _enumerator = inputs.GetAsyncEnumerator(cancellationToken);

        public override ValueTask<bool> MoveNextAsync() => _enumerator!.MoveNextAsync();

        public override ValueTask DisposeAsync() => _enumerator?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
