using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using Querent.Emulator;
using Querent.EndToEnd.Tests;

namespace Querent.Extensions.AI.Tests;

/// <summary>An executor that asks an echoing emulator through the OpenAI library's client, with the faults that a test asks for.</summary>
internal sealed class OpenAIRun : IAsyncDisposable
{
    private readonly IChatClient _client;

    private OpenAIRun(OpenAIEmulator emulator, IChatClient client, RowExecutor executor)
    {
        Emulator = emulator;
        _client = client;
        Executor = executor;
    }

    public OpenAIEmulator Emulator { get; }

    public RowExecutor Executor { get; }

    public static async Task<OpenAIRun> StartAsync(
        FaultRule? fault = null,
        RowExecutorOptions? options = null,
        Func<EmulatorRequest, EmulatorAnswer>? answer = null,
        ChatClientTransportOptions? transport = null,
        string? apiKey = null,
        string? deployment = null,
        TimeSpan? networkTimeout = null,
        Func<IChatClient, IChatClient>? decorate = null)
    {
        OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new EmulatorOptions { Answer = answer ?? EchoRun.Echo, Faults = fault is null ? [] : [fault], Latency = EmulatorLatency.None },
            TestContext.Current.CancellationToken);
        var clientOptions = new OpenAIClientOptions
        {
            Endpoint = new Uri(emulator.Endpoint, "/v1"),
            RetryPolicy = new ClientRetryPolicy(0),
            NetworkTimeout = networkTimeout,
        };
        IChatClient client = new OpenAIClient(new ApiKeyCredential(apiKey ?? emulator.ApiKey!), clientOptions)
            .GetChatClient(deployment ?? emulator.Deployments[0])
            .AsIChatClient();
        client = decorate is null ? client : decorate(client);
        return new OpenAIRun(emulator, client, new RowExecutor(client.AsQueryTransport(transport), options ?? EchoRun.Options()));
    }

    public async Task<List<RowOutcome<EchoRow>>> ListAsync(int rows)
    {
        List<RowOutcome<EchoRow>> outcomes = [];
        await foreach (RowOutcome<EchoRow> outcome in Executor.RunAsync(EchoRun.Inputs(rows), cancellationToken: TestContext.Current.CancellationToken))
        {
            outcomes.Add(outcome);
        }

        return outcomes;
    }

    /// <summary>Every attempt in a report is one that the endpoint saw, and the other way round, but for those that were cancelled.</summary>
    public void AssertTheWireAgrees(List<RowOutcome<EchoRow>> outcomes)
    {
        List<AttemptReport> reported = [.. outcomes.SelectMany(outcome => outcome.Queries).SelectMany(query => query.Attempts)];
        int cancelled = reported.Count(attempt => attempt.Error?.Kind == QueryErrorKind.Cancelled);
        Assert.InRange(Emulator.GetCounters().Attempts, reported.Count - cancelled, reported.Count);
    }

    public async ValueTask DisposeAsync()
    {
        await Executor.DisposeAsync();
        _client.Dispose();
        await Emulator.DisposeAsync();
    }
}
