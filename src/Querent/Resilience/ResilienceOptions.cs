namespace Querent;

/// <summary>How long and how often a query is tried, and how many are in flight.</summary>
public abstract record ResilienceOptions
{
    private protected ResilienceOptions()
    {
    }

    /// <summary>
    /// The most attempts that are in flight at the same time, over all rows and queries; from 1 up, 256 by default. How many of
    /// them are of use is found out on the way (<see cref="AdaptiveConcurrency"/>).
    /// </summary>
    public int MaxConcurrency { get; init; } = 256;

    /// <summary>
    /// How the number of attempts in flight is fitted to what the deployment takes. Null keeps it at
    /// <see cref="MaxConcurrency"/>, whatever happens.
    /// </summary>
    public AdaptiveConcurrencyOptions? AdaptiveConcurrency { get; init; } = new();

    /// <summary>
    /// How requests and tokens are spread over the deployment's quota. Null sends them as soon as there is a permit, so that a
    /// quota is found by its refusals.
    /// </summary>
    public QuotaPacingOptions? QuotaPacing { get; init; } = new();

    /// <summary>The most attempts of one query, the first included; from 1 up, 8 by default.</summary>
    public int MaxAttempts { get; init; } = 8;

    /// <summary>How long one attempt may take; 2 minutes by default, since a schema's first use can take one.</summary>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a query may take from the start of its first attempt, with all its waits; 10 minutes by default.</summary>
    public TimeSpan QueryTimeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a row may take from its admission, with all its waits; 1 hour by default.</summary>
    public TimeSpan RowTimeout { get; init; } = TimeSpan.FromHours(1);

    /// <summary>
    /// The mean wait before the second attempt, doubled for each after it and spread at random; half a second by
    /// default. A wait that the provider asks for takes its place.
    /// </summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait between attempts that <see cref="RetryDelay"/> leads to; 30 seconds by default.</summary>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest wait that the provider may ask for; a query that is asked for a longer one fails at once and says so.
    /// 2 minutes by default.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The clock that every wait, deadline and latency is measured by.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    internal virtual void Validate()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxConcurrency, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxAttempts, 1);
        AdaptiveConcurrency?.Validate(MaxConcurrency);
        QuotaPacing?.Validate();
        Positive(AttemptTimeout, nameof(AttemptTimeout));
        Positive(QueryTimeout, nameof(QueryTimeout));
        Positive(RowTimeout, nameof(RowTimeout));
        Positive(RetryDelay, nameof(RetryDelay));
        Positive(MaxRetryDelay, nameof(MaxRetryDelay));
        Positive(MaxRetryAfter, nameof(MaxRetryAfter));
    }

    internal DeploymentLimits CreateLimits() => DeploymentLimits.Of(
        MaxConcurrency,
        AdaptiveConcurrency is { } adaptive ? new AdaptiveLimit(adaptive.FirstLimit(MaxConcurrency), MaxConcurrency) : null,
        QuotaPacing is { } pacing ? new QuotaPacer(pacing, isAlone: AdaptiveConcurrency is null) : null,
        MaxRetryAfter.TotalSeconds);

    // Polly and the timers of .NET take no more than a day and 49 days.
    private static void Positive(TimeSpan value, string name)
    {
        if (value <= TimeSpan.Zero || value > TimeSpan.FromDays(1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be longer than nothing and at most a day.");
        }
    }
}
