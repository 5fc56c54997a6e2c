namespace Querent.Testing;

/// <summary>How a cassette is recorded and played.</summary>
public sealed record CassetteOptions
{
    /// <summary>
    /// What is taken out of prompts and replies, in this order, before they are matched and before they are written; nothing by
    /// default. What looks like a credential is taken out in any case (<see cref="CassetteScrubber"/>).
    /// </summary>
    public IReadOnlyList<CassetteScrubber> Scrubbers { get; init; } = [];

    /// <summary>
    /// Whether a request that is asked more often than it was recorded gets the last reply again. It does so in any case where
    /// answers are not sampled (temperature 0), since there it would be the same one; elsewhere, by default, it fails its query.
    /// Set it with <see cref="QuerySharing.Always"/>, where the timing decides how often a request is sent.
    /// </summary>
    public bool AllowRepeats { get; init; }

    /// <summary>
    /// Whether an error that was recorded together with the attempt after it asks for no wait when it is played, so that the
    /// test need not sit one out. By default it asks for the wait that was recorded, as everything else is as it was recorded.
    /// </summary>
    public bool RetriesAtOnce { get; init; }

    /// <summary>
    /// Whether this is a build server, on which nothing is recorded unless the variable <c>QUERENT_CASSETTES</c> says so. Null,
    /// the default, asks the environment: <c>CI</c>, as most of them set it, or <c>TF_BUILD</c>.
    /// </summary>
    public bool? IsContinuousIntegration { get; init; }

    /// <summary>
    /// The clock of the waits that a replay has before it fails a request: see <see cref="CassetteTransport"/>. What is played is
    /// played at once.
    /// </summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
