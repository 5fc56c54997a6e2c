using System.Net;
using System.Net.Security;
using System.Text.Json.Nodes;

namespace Querent;

/// <summary>
/// The settings of an executor in a host: where the direct transport sends its requests, limits, deadlines. They are read
/// once, when the executor is made. What is null is left to the defaults, but for <see cref="Health"/>.
/// </summary>
/// <remarks>
/// Each property is a key of the configuration section, but for those that say that they are set in code. A time is
/// written as <c>hours:minutes:seconds</c>, <c>00:00:30</c>.
/// </remarks>
public sealed class QuerentOptions
{
    /// <inheritdoc cref="ChatCompletionsOptions.Api"/>
    public ChatCompletionsApi? Api { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.Endpoint"/>
    public Uri? Endpoint { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.Deployment"/>
    public string? Deployment { get; set; }

    /// <summary>
    /// The model behind the deployment, such as <c>o4-mini</c>, where the deployment's name does not begin with it: what the
    /// model takes and refuses goes by this name (<see cref="ModelProfile.For"/>).
    /// </summary>
    public string? Model { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.Profile"/>
    /// <remarks>Set in code: <see cref="QuerentBuilder.Configure(Action{IServiceProvider, QuerentOptions})"/>.</remarks>
    public ModelProfile? Profile { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.ApiKey"/>
    public string? ApiKey { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.TokenProvider"/>
    /// <remarks>Set in code: <see cref="QuerentBuilder.Configure(Action{IServiceProvider, QuerentOptions})"/>.</remarks>
    public Func<CancellationToken, ValueTask<string>>? TokenProvider { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.ApiVersion"/>
    public string? ApiVersion { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.Temperature"/>
    public double? Temperature { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.ReasoningEffort"/>
    public string? ReasoningEffort { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.Headers"/>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <inheritdoc cref="ChatCompletionsOptions.BodyProperties"/>
    /// <remarks>Set in code: <see cref="QuerentBuilder.Configure(Action{IServiceProvider, QuerentOptions})"/>.</remarks>
    public JsonObject? BodyProperties { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.MaxReplyBytes"/>
    public int? MaxReplyBytes { get; set; }

    /// <inheritdoc cref="ChatCompletionsConnection.MaxConnections"/>
    public int? MaxConnections { get; set; }

    /// <inheritdoc cref="ChatCompletionsConnection.Lifetime"/>
    public TimeSpan? ConnectionLifetime { get; set; }

    /// <inheritdoc cref="ChatCompletionsConnection.ConnectTimeout"/>
    public TimeSpan? ConnectTimeout { get; set; }

    /// <inheritdoc cref="ChatCompletionsConnection.Http2"/>
    public bool? Http2 { get; set; }

    /// <inheritdoc cref="ChatCompletionsConnection.Proxy"/>
    /// <remarks>Set in code: <see cref="QuerentBuilder.Configure(Action{IServiceProvider, QuerentOptions})"/>.</remarks>
    public IWebProxy? Proxy { get; set; }

    /// <inheritdoc cref="ChatCompletionsConnection.Tls"/>
    /// <remarks>Set in code: <see cref="QuerentBuilder.Configure(Action{IServiceProvider, QuerentOptions})"/>.</remarks>
    public SslClientAuthenticationOptions? Tls { get; set; }

    /// <inheritdoc cref="ResilienceOptions.MaxConcurrency"/>
    public int? MaxConcurrency { get; set; }

    /// <summary>
    /// Whether the number of attempts in flight is fitted to what the deployment takes, as it is by default; false keeps it at
    /// <see cref="MaxConcurrency"/>.
    /// </summary>
    public bool? AdaptiveConcurrency { get; set; }

    /// <inheritdoc cref="AdaptiveConcurrencyOptions.InitialConcurrency"/>
    public int? InitialConcurrency { get; set; }

    /// <summary>Whether requests and tokens are spread over the deployment's quota, as they are by default.</summary>
    public bool? QuotaPacing { get; set; }

    /// <inheritdoc cref="QuotaPacingOptions.RequestsPerMinute"/>
    public int? RequestsPerMinute { get; set; }

    /// <inheritdoc cref="QuotaPacingOptions.TokensPerMinute"/>
    public int? TokensPerMinute { get; set; }

    /// <inheritdoc cref="QuotaPacingOptions.TokenCounter"/>
    /// <remarks>Set in code: <see cref="QuerentBuilder.Configure(Action{IServiceProvider, QuerentOptions})"/>.</remarks>
    public IPromptTokenCounter? TokenCounter { get; set; }

    /// <inheritdoc cref="RowExecutorOptions.Sharing"/>
    public QuerySharing? Sharing { get; set; }

    /// <inheritdoc cref="ResilienceOptions.MaxAttempts"/>
    public int? MaxAttempts { get; set; }

    /// <inheritdoc cref="ResilienceOptions.AttemptTimeout"/>
    public TimeSpan? AttemptTimeout { get; set; }

    /// <inheritdoc cref="ResilienceOptions.QueryTimeout"/>
    public TimeSpan? QueryTimeout { get; set; }

    /// <inheritdoc cref="ResilienceOptions.RowTimeout"/>
    public TimeSpan? RowTimeout { get; set; }

    /// <inheritdoc cref="ResilienceOptions.RetryDelay"/>
    public TimeSpan? RetryDelay { get; set; }

    /// <inheritdoc cref="ResilienceOptions.MaxRetryDelay"/>
    public TimeSpan? MaxRetryDelay { get; set; }

    /// <inheritdoc cref="ResilienceOptions.MaxRetryAfter"/>
    public TimeSpan? MaxRetryAfter { get; set; }

    /// <inheritdoc cref="RowExecutorOptions.RequireContentFilter"/>
    public bool? RequireContentFilter { get; set; }

    /// <summary>By which rules the executor's health is watched (<see cref="RowExecutor.Health"/>); all by default, null for none.</summary>
    /// <remarks>
    /// In the configuration a section whose keys are the properties of <see cref="HealthOptions"/>. A rule whose threshold is
    /// <c>false</c> is off, and where <c>Health</c> itself is, all are. What the section does not name is left to the defaults.
    /// </remarks>
    public HealthOptions? Health { get; set; } = new();

    /// <summary>
    /// How long rows that are begun may go on once the host stops, before they are ended; shorter than the host's
    /// <c>ShutdownTimeout</c>, so that a web request is still answered. When null, that time-out less 2 seconds, or less a
    /// quarter of it where that is shorter.
    /// </summary>
    public TimeSpan? DrainTimeout { get; set; }
}
