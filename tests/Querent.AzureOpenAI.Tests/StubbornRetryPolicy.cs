using System.ClientModel.Primitives;

namespace Querent.AzureOpenAI.Tests;

/// <summary>A retry policy that sends three times, whether or not a reply is worth another request.</summary>
internal sealed class StubbornRetryPolicy : ClientRetryPolicy
{
    private int _replies;

    protected override bool ShouldRetry(PipelineMessage message, Exception? exception) => ++_replies < 3;

    protected override ValueTask<bool> ShouldRetryAsync(PipelineMessage message, Exception? exception) => new(ShouldRetry(message, exception));

    protected override TimeSpan GetNextDelay(PipelineMessage message, int tryCount) => TimeSpan.Zero;
}
