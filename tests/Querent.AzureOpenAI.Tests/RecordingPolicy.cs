using System.ClientModel.Primitives;

namespace Querent.AzureOpenAI.Tests;

/// <summary>A policy as callers add them: marks each request, and counts those that pass.</summary>
internal sealed class RecordingPolicy : PipelinePolicy
{
    private int _requests;

    public int Requests => _requests;

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Record(message);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        Record(message);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private void Record(PipelineMessage message)
    {
        Interlocked.Increment(ref _requests);
        message.Request.Headers.Set("x-marked-by", "the-caller");
    }
}
