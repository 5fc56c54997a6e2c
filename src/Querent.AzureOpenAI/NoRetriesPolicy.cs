using System.ClientModel.Primitives;

namespace Querent;

/// <summary>Tells the client's retry policy, whatever its settings, that nothing of this call is worth another request.</summary>
internal sealed class NoRetriesPolicy : PipelinePolicy
{
    public static NoRetriesPolicy Instance { get; } = new();

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.ResponseClassifier = new Classifier(message.ResponseClassifier);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        message.ResponseClassifier = new Classifier(message.ResponseClassifier);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private sealed class Classifier(PipelineMessageClassifier inner) : PipelineMessageClassifier
    {
        public override bool TryClassify(PipelineMessage message, out bool isError) => inner.TryClassify(message, out isError);

        public override bool TryClassify(PipelineMessage message, Exception? exception, out bool isRetriable)
        {
            isRetriable = false;
            return true;
        }
    }
}
