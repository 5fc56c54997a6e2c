using System.ClientModel.Primitives;

namespace Querent;

/// <summary>The last policy before the wire: lets a call's first request pass and holds back any other.</summary>
internal sealed class OneRequestPolicy : PipelinePolicy
{
    public static OneRequestPolicy Instance { get; } = new();

    public override void Process(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        LetPassOnce(message);
        ProcessNext(message, pipeline, currentIndex);
    }

    public override ValueTask ProcessAsync(PipelineMessage message, IReadOnlyList<PipelinePolicy> pipeline, int currentIndex)
    {
        LetPassOnce(message);
        return ProcessNextAsync(message, pipeline, currentIndex);
    }

    private static void LetPassOnce(PipelineMessage message)
    {
        if (message.TryGetProperty(typeof(OneRequestPolicy), out _))
        {
            throw new SecondRequestException();
        }

        message.SetProperty(typeof(OneRequestPolicy), Instance);
    }
}
