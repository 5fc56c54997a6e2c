using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Querent;

/// <summary>
/// Builds the <see cref="ValueTask{TResult}"/> of an async method whose state is kept and used again when the task has been
/// awaited. <see cref="PoolingAsyncValueTaskMethodBuilder{TResult}"/> keeps one state a thread and one a processor: with many
/// calls in flight, each of which ends on another thread than it began on, nearly all are made anew.
/// </summary>
/// <remarks>The task may be awaited once only, as any that such a builder makes.</remarks>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The compiler calls them on an instance.")]
internal struct KeptStateMethodBuilder<TResult>
{
    private KeptState<TResult>? _state;   // null while the method has not had to wait
    private Exception? _exception;
    private TResult _result;

    /// <summary>The method's task; asked for once, after <see cref="Start"/>.</summary>
    public readonly ValueTask<TResult> Task
        => _state is not null ? new ValueTask<TResult>(_state, _state.Version)
            : _exception is null ? new ValueTask<TResult>(_result)
            : ValueTask.FromException<TResult>(_exception);

    public static KeptStateMethodBuilder<TResult> Create() => default;

    // The runtime's own start gives the caller's execution context back.
    public readonly void Start<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine
        => default(AsyncValueTaskMethodBuilder).Start(ref machine);

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    public void SetResult(TResult result)
    {
        if (_state is null)
        {
            _result = result;
        }
        else
        {
            _state.SetResult(result);
        }
    }

    public void SetException(Exception exception)
    {
        if (_state is null)
        {
            _exception = exception;
        }
        else
        {
            _state.SetException(exception);
        }
    }

    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion
        where TMachine : IAsyncStateMachine
        => awaiter.OnCompleted(KeptState<TResult, TMachine>.Keep(ref _state, ref machine));

    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TMachine : IAsyncStateMachine
        => awaiter.UnsafeOnCompleted(KeptState<TResult, TMachine>.Keep(ref _state, ref machine));
}
