using System.Net;
using System.Net.Security;

namespace Querent;

/// <summary>How <see cref="ChatCompletionsTransport"/> connects to its endpoint.</summary>
public sealed record ChatCompletionsConnection
{
    /// <summary>
    /// The proxy, with its credentials; null, the default, is the system's (<see cref="System.Net.Http.HttpClient.DefaultProxy"/>,
    /// which reads <c>HTTPS_PROXY</c> and the like), and none for an endpoint on this machine. For none at all give
    /// <c>new WebProxy()</c>.
    /// </summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>
    /// What TLS is held to: client certificates, private authorities, revocation; null for the defaults. Copied when the
    /// transport is created; its certificates stay the caller's.
    /// </summary>
    public SslClientAuthenticationOptions? Tls { get; init; }

    /// <summary>
    /// The most connections at a time, at least 1; null, the default, is no limit, since the executor's
    /// <c>MaxConcurrency</c> decides how many attempts there are. An attempt beyond the limit waits
    /// for a connection, and its deadline runs.
    /// </summary>
    public int? MaxConnections { get; init; }

    /// <summary>
    /// How long a connection is used before another takes its place, so that a moved endpoint is found again; 10 minutes by
    /// default, <see cref="Timeout.InfiniteTimeSpan"/> for ever. An attempt in flight is not disturbed.
    /// </summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long a connection may take to be made, TLS included; 15 seconds by default, <see cref="Timeout.InfiniteTimeSpan"/> for the attempt's deadline alone.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Whether HTTP/2 is asked for; false by default. Over https an endpoint without it is spoken to in HTTP/1.1; over http,
    /// where nothing can be negotiated, it must speak HTTP/2. More connections are opened where the streams of one run out.
    /// </summary>
    public bool Http2 { get; init; }

    internal void Validate()
    {
        if (MaxConnections is < 1)
        {
            throw OptionError.Wrong(nameof(MaxConnections), "Connection.MaxConnections must be at least 1, or null for no limit.");
        }

        if (!IsSpan(Lifetime))
        {
            throw OptionError.Wrong(nameof(Lifetime), "Connection.Lifetime must be longer than 0 and at most 24 days, or Timeout.InfiniteTimeSpan.");
        }

        if (!IsSpan(ConnectTimeout))
        {
            throw OptionError.Wrong(nameof(ConnectTimeout), "Connection.ConnectTimeout must be longer than 0 and at most 24 days, or Timeout.InfiniteTimeSpan.");
        }
    }

    private static bool IsSpan(TimeSpan span)
        => span == Timeout.InfiniteTimeSpan || (span > TimeSpan.Zero && span <= TimeSpan.FromDays(24));
}
