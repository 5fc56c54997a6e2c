namespace Querent;

/// <summary>
/// The settings of an executor in a host: where the direct transport sends its requests, limits, deadlines. They are read
/// once, when the executor is made. What is null is left to the defaults.
/// </summary>
/// <remarks>
/// Each property is a key of the configuration section, but for those that say that they are set in code. A time is
/// written as <c>hours:minutes:seconds</c>, <c>00:00:30</c>.
/// </remarks>
public sealed class QuerentOptions
{
    /// <inheritdoc cref="ChatCompletionsOptions.Endpoint"/>
    public Uri? Endpoint { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.Deployment"/>
    public string? Deployment { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.ApiKey"/>
    public string? ApiKey { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.ApiVersion"/>
    public string? ApiVersion { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.Temperature"/>
    public double? Temperature { get; set; }

    /// <inheritdoc cref="ChatCompletionsOptions.MaxReplyBytes"/>
    public int? MaxReplyBytes { get; set; }

    /// <inheritdoc cref="ResilienceOptions.MaxConcurrency"/>
    public int? MaxConcurrency { get; set; }

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

    /// <summary>
    /// How long rows that are begun may go on once the host stops, before they are ended; shorter than the host's
    /// <c>ShutdownTimeout</c>, so that a web request is still answered. When null, that time-out less 2 seconds, or less a
    /// quarter of it where that is shorter.
    /// </summary>
    public TimeSpan? DrainTimeout { get; set; }
}
