using System.Collections.Concurrent;
using System.Text;

namespace Querent.Testing.Tests;

/// <summary>Listens to what a transport answers, byte for byte.</summary>
internal sealed class AnswerTap(ICompletionTransport inner) : ICompletionTransport
{
    private readonly ConcurrentBag<string> _answers = [];

    /// <summary>Each prompt with the bytes of its answer, in an order that does not depend on the timing.</summary>
    public IEnumerable<string> Answers => _answers.Order(StringComparer.Ordinal);

    public async ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        string prompt = Encoding.UTF8.GetString(request.Messages.Span);
        CompletionResult result = await inner.SendAsync(request, cancellationToken);
        if (result.Reply?.Content is { } content)
        {
            _answers.Add($"{prompt} {Convert.ToHexString(content.Span)}");
        }

        return result;
    }

    public string? FindObstacle(CompletionDemand demand) => inner.FindObstacle(demand);

    public bool IsSampled(CompletionOptions? options) => inner.IsSampled(options);

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}
