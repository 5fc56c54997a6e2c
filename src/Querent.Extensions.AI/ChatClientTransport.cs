using System.Globalization;
using Microsoft.Extensions.AI;

namespace Querent;

/// <summary>
/// Asks through a <c>Microsoft.Extensions.AI</c> chat client, with everything that the client brings: its provider, its
/// authentication, its decorators.
/// </summary>
/// <remarks>
/// An attempt is one call of the client. What the client or a decorator of it sends again by itself is out of sight: it is
/// in no report, and holds up the pool's own waits. Switch such retries off
/// (<c>new OpenAIClientOptions { RetryPolicy = new ClientRetryPolicy(0) }</c>). The client must take calls at once from many
/// threads and obey its cancellation token, since every deadline and cancellation is that token. It hides the headers of a reply,
/// and with them what a deployment says of its quota (<see cref="CompletionResult.RateLimits"/>): name the quota in
/// <see cref="ResilienceOptions.QuotaPacing"/>, or let its pace be found from refusals.
/// </remarks>
public sealed class ChatClientTransport : ICompletionTransport
{
    private readonly IChatClient _client;
    private readonly ChatClientTransportOptions _options;
    private readonly ResponseFormats _formats = new();

    /// <summary>Creates a transport over a client, which stays open when the transport is disposed of, unless told otherwise.</summary>
    /// <param name="client">The client.</param>
    /// <param name="options">What to add to each request, and how to read the reply; the defaults when null.</param>
    /// <exception cref="ArgumentException">An option is wrong; the message says which.</exception>
    public ChatClientTransport(IChatClient client, ChatClientTransportOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(client);
        _client = client;
        _options = options ?? new ChatClientTransportOptions();
        _options.Validate();
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The request's JSON is none that this transport can put into a client's types.</exception>
    public async ValueTask<CompletionResult> SendAsync(CompletionRequest request, CancellationToken cancellationToken)
    {
        List<ChatMessage> messages = RequestMessages.Read(request.Messages.Span);
        ChatOptions options = OptionsFor(request);
        ChatResponse response;
        try
        {
            // A client that does not heed its token must not outlive the attempt, nor hold up a host that stops.
            response = await _client.GetResponseAsync(messages, options, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            cancellationToken.ThrowIfCancellationRequested();   // what broke then is the cancellation's doing
            return new CompletionResult(_options.MapException?.Invoke(exception) ?? ClientFault.Classify(exception, _options.TimeProvider));
        }

        return ReplyReader.Read(response, _options.RequireFinishReason);
    }

    /// <summary>Disposes of the client if <see cref="ChatClientTransportOptions.DisposeClient"/> says so, and of nothing else.</summary>
    public ValueTask DisposeAsync()
    {
        if (_options.DisposeClient)
        {
            _client.Dispose();
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public bool IsSampled(CompletionOptions? options) => (options?.Temperature ?? _options.Temperature) != 0;

    /// <inheritdoc/>
    public string ModelIdentity
    {
        get
        {
            var metadata = (ChatClientMetadata?)_client.GetService(typeof(ChatClientMetadata));
            return $"{metadata?.ProviderName} {_options.ModelId ?? metadata?.DefaultModelId} {_options.Temperature?.ToString(CultureInfo.InvariantCulture)}";
        }
    }

    /// <inheritdoc/>
    /// <remarks>Which images and values the client's model takes is not known here.</remarks>
    public string? FindObstacle(CompletionDemand demand)
        => demand.Options.ReasoningEffort is { } effort && !ReasoningEfforts.Has(effort) ? ReasoningEfforts.Obstacle : null;

    // Made for each call, since a decorator may write into them.
    private ChatOptions OptionsFor(CompletionRequest request)
    {
        (ChatResponseFormat format, bool isStrict) = _formats.Get(request.ResponseFormat.Span);
        CompletionOptions asked = request.Options ?? CompletionOptions.None;
        return new ChatOptions
        {
            ModelId = _options.ModelId,
            Temperature = (float?)(asked.Temperature ?? _options.Temperature),
            TopP = (float?)asked.TopP,
            Seed = asked.Seed,
            StopSequences = asked.Stop.IsDefaultOrEmpty ? null : [.. asked.Stop],
            Reasoning = asked.ReasoningEffort is { } effort ? new ReasoningOptions { Effort = ReasoningEfforts.Get(effort) } : null,
            MaxOutputTokens = request.MaxOutputTokens,
            ResponseFormat = format,
            AdditionalProperties = isStrict ? new AdditionalPropertiesDictionary { ["strict"] = true } : null,
        };
    }
}
