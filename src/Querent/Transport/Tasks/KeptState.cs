using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Tasks.Sources;

namespace Querent;

/// <summary>What an async method's task looks at: whether the method has ended, and in what.</summary>
internal abstract class KeptState<TResult> : IValueTaskSource<TResult>
{
    private ManualResetValueTaskSourceCore<TResult> _core;

    public short Version => _core.Version;

    public void SetResult(TResult result) => _core.SetResult(result);

    public void SetException(Exception exception) => _core.SetException(exception);

    public TResult GetResult(short token)
    {
        try
        {
            return _core.GetResult(token);
        }
        finally
        {
            if (token == _core.Version)
            {
                _core.Reset();
                Return();
            }
        }
    }

    public ValueTaskSourceStatus GetStatus(short token) => _core.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _core.OnCompleted(continuation, state, token, flags);

    /// <summary>Lets go of all that the method held, and keeps the rest for the next.</summary>
    public abstract void Return();
}

/// <summary>The state of an async method that waits for something.</summary>
internal sealed class KeptState<TResult, TMachine> : KeptState<TResult>
    where TMachine : IAsyncStateMachine
{
    /// <summary>As many are kept for each thread, which costs less than to fetch one that another thread kept.</summary>
    private const int ThreadCapacity = 32;

    /// <summary>More calls than this in flight make states anew.</summary>
    private const int Capacity = 1024;

    // Shared, like ArrayPool's arrays: what is in here is nobody's.
    private static readonly ConcurrentQueue<KeptState<TResult, TMachine>> Free = new();
    private static int _count;

    [ThreadStatic]
    private static ThreadStack? _threadStack;

    private readonly Action _goOn;
    private KeptState<TResult, TMachine>? _below;
    private TMachine _machine = default!;
    private ExecutionContext? _context;

    private KeptState() => _goOn = Run;

    /// <summary>Sees to it that a method's state outlives a wait; returns what goes on with the method.</summary>
    /// <param name="state">The state as the method's builder knows it; null before its first wait.</param>
    /// <param name="machine">The method, which the builder is a part of.</param>
    public static Action Keep(ref KeptState<TResult>? state, ref TMachine machine)
    {
        KeptState<TResult, TMachine> kept;
        if (state is null)
        {
            kept = Rent();
            state = kept;   // before the copy is made, so that the builder in it knows
            kept._machine = machine;
        }
        else
        {
            kept = Unsafe.As<KeptState<TResult, TMachine>>(state);   // a builder is part of one method only
        }

        kept._context = ExecutionContext.Capture();
        return kept._goOn;
    }

    public override void Return()
    {
        _machine = default!;
        _context = null;
        ThreadStack stack = _threadStack ??= new();
        if (stack.Count < ThreadCapacity)
        {
            _below = stack.Top;
            stack.Top = this;
            stack.Count++;
        }
        else if (Interlocked.Increment(ref _count) <= Capacity)
        {
            Free.Enqueue(this);
        }
        else
        {
            Interlocked.Decrement(ref _count);
        }
    }

    private static KeptState<TResult, TMachine> Rent()
    {
        if (_threadStack is { Top: { } top } stack)
        {
            stack.Top = top._below;
            stack.Count--;
            top._below = null;
            return top;
        }

        if (!Free.TryDequeue(out KeptState<TResult, TMachine>? state))
        {
            return new KeptState<TResult, TMachine>();
        }

        Interlocked.Decrement(ref _count);
        return state;
    }

    private void Run()
    {
        if (_context is { } context)
        {
            ExecutionContext.Run(context, static state => ((KeptState<TResult, TMachine>)state!)._machine.MoveNext(), this);
        }
        else
        {
            _machine.MoveNext();
        }
    }

    /// <summary>States that a thread keeps, the one that it used last on top.</summary>
    private sealed class ThreadStack
    {
        public KeptState<TResult, TMachine>? Top;
        public int Count;
    }
}
