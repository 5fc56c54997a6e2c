using Querent;
using Querent.Emulator;

namespace SampleRuns;

/// <summary>
/// Where the questions go: the deployment or model that the environment names, or else an emulator in this process, so that
/// the sample runs without an account.
/// </summary>
public sealed class ModelEndpoint : IAsyncDisposable
{
    private readonly OpenAIEmulator? _emulator;

    private ModelEndpoint(ICompletionTransport transport, string description, OpenAIEmulator? emulator = null)
    {
        Transport = transport;
        Description = description;
        _emulator = emulator;
    }

    /// <summary>Belongs to the executor that it is given to.</summary>
    public ICompletionTransport Transport { get; }

    /// <summary>The endpoint in a line, for people.</summary>
    public string Description { get; }

    /// <summary>Opens the deployment of the environment, or starts an emulator.</summary>
    /// <param name="latency">How long the emulator takes to answer.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="UsageException">The environment names a deployment, but not in full or not rightly.</exception>
    public static async Task<ModelEndpoint> OpenAsync(TimeSpan latency, CancellationToken cancellationToken)
    {
        if (ChatCompletionsTransport.IsConfigured)
        {
            return OpenDeployment();
        }

        OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new EmulatorOptions { Latency = EmulatorLatency.Fixed(latency) }, cancellationToken);
        var transport = new ChatCompletionsTransport(new ChatCompletionsOptions
        {
            Endpoint = emulator.Endpoint,
            Deployment = emulator.Deployments[0],
            ApiKey = emulator.ApiKey,
        });
        return new ModelEndpoint(
            transport,
            $"an emulator in this process, {latency.TotalMilliseconds:0} ms an answer. Its answers are invented; to ask a model, set AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_DEPLOYMENT, AZURE_OPENAI_API_KEY, or OPENAI_MODEL and OPENAI_API_KEY.",
            emulator);
    }

    public ValueTask DisposeAsync() => _emulator?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static ModelEndpoint OpenDeployment()
    {
        try
        {
            var options = ChatCompletionsOptions.FromEnvironment();
            return new ModelEndpoint(
                new ChatCompletionsTransport(options),
                $"{options.Deployment} at {options.Endpoint.GetLeftPart(UriPartial.Path)}");
        }
        catch (InvalidOperationException exception)
        {
            throw new UsageException(exception.Message, exception);
        }
    }
}
