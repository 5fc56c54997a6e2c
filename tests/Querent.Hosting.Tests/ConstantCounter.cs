namespace Querent.Hosting.Tests;

/// <summary>Counts the same for every prompt.</summary>
internal sealed class ConstantCounter(int tokens) : IPromptTokenCounter
{
    public int Count(RenderedPrompt prompt) => tokens;
}
