using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Querent;

/// <summary>
/// Builds an async method that nobody awaits: its task is none, and its state is kept for another call as soon as it has ended.
/// Only for methods that do not throw; what one throws is an unobserved exception.
/// </summary>
[SuppressMessage("Performance", "CA1822:Mark members as static", Justification = "The compiler calls them on an instance.")]
internal struct UnawaitedMethodBuilder
{
    private KeptState<bool>? _state;   // null while the method has not had to wait

    /// <summary>Tells nothing: it has ended from the start.</summary>
    public readonly ValueTask Task => default;

    public static UnawaitedMethodBuilder Create() => default;

    public readonly void Start<TMachine>(ref TMachine machine)
        where TMachine : IAsyncStateMachine
        => default(AsyncValueTaskMethodBuilder).Start(ref machine);

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
    }

    // This builder is a part of the state: nothing of it may be touched once that is given back.
    public readonly void SetResult() => _state?.Return();

    public readonly void SetException(Exception exception)
    {
        _ = System.Threading.Tasks.Task.FromException(exception);
        _state?.Return();
    }

    public void AwaitOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : INotifyCompletion
        where TMachine : IAsyncStateMachine
        => awaiter.OnCompleted(KeptState<bool, TMachine>.Keep(ref _state, ref machine));

    public void AwaitUnsafeOnCompleted<TAwaiter, TMachine>(ref TAwaiter awaiter, ref TMachine machine)
        where TAwaiter : ICriticalNotifyCompletion
        where TMachine : IAsyncStateMachine
        => awaiter.UnsafeOnCompleted(KeptState<bool, TMachine>.Keep(ref _state, ref machine));
}
