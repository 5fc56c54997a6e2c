using Polly;

namespace Querent.Tests.Resilience.Strategies;

/// <summary>A service that answers when a test says so, called through a pipeline.</summary>
internal sealed class Service(ResiliencePipeline<CallJudgement> pipeline)
{
    private readonly List<TaskCompletionSource<CallJudgement>> _calls = [];

    /// <summary>How many calls have come to the service.</summary>
    public int Arrived
    {
        get
        {
            lock (_calls)
            {
                return _calls.Count;
            }
        }
    }

    /// <summary>Calls the service, now and then in the order of the calls.</summary>
    public Task<CallJudgement> CallAsync(CancellationToken cancellationToken = default)
        => pipeline.ExecuteAsync(
            async token =>
            {
                var call = new TaskCompletionSource<CallJudgement>(TaskCreationOptions.RunContinuationsAsynchronously);
                lock (_calls)
                {
                    _calls.Add(call);
                }

                return await call.Task.WaitAsync(token);
            },
            cancellationToken).AsTask();

    public void Answer(int call, CallJudgement judgement) => Call(call).SetResult(judgement);

    /// <summary>Answers a call if it has come and has no answer yet.</summary>
    public void TryAnswer(int call, CallJudgement judgement)
    {
        if (call < Arrived)
        {
            Call(call).TrySetResult(judgement);
        }
    }

    public void Break(int call) => Call(call).SetException(new InvalidOperationException("broken"));

    public Task UntilArrived(int count) => Run.Until(() => Arrived >= count);

    private TaskCompletionSource<CallJudgement> Call(int call)
    {
        lock (_calls)
        {
            return _calls[call];
        }
    }
}
