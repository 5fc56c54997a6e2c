using Querent.Conformance;

namespace Querent.Testing.Tests;

/// <summary>While it is recorded, a transport does what it does without a cassette.</summary>
public sealed class CassetteConformanceTests : ConformanceTests<RecordedDirectTransport>;

/// <summary>A direct transport, recorded on a cassette that nobody keeps.</summary>
public sealed class RecordedDirectTransport : ITransportUnderTest
{
    public static ICompletionTransport Connect(TransportTarget target)
    {
        var folder = new CassetteFolder();
        var direct = new ChatCompletionsTransport(new ChatCompletionsOptions { Endpoint = target.Endpoint, Deployment = target.Deployment, ApiKey = target.ApiKey });
        return new Forgotten(CassetteTransport.Record(folder["a.json"], direct, CassetteFolder.AtHome), folder);
    }

    private sealed class Forgotten(CassetteTransport cassette, CassetteFolder folder) : ICompletionTransport
    {
        public ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken) => cassette.SendAsync(request, cancellationToken);

        public string? FindObstacle(CompletionDemand demand) => cassette.FindObstacle(demand);

        public bool IsSampled(CompletionOptions? options) => cassette.IsSampled(options);

        public async ValueTask DisposeAsync()
        {
            await cassette.DisposeAsync();
            folder.Dispose();
        }
    }
}
