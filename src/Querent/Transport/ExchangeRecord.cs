namespace Querent;

/// <summary>
/// What a transport notes of an attempt's exchange on the wire, for an <c>IAttemptObserver</c>. What a transport cannot
/// see stays null.
/// </summary>
public sealed class ExchangeRecord
{
    /// <summary>SHA-256 of the request's body as it is sent, in lower-case hexadecimal.</summary>
    public string? RequestHash { get; set; }

    /// <summary>SHA-256 of the reply's body as far as it was read, in lower-case hexadecimal.</summary>
    public string? ResponseHash { get; set; }

    /// <summary>The reply's HTTP status.</summary>
    public int? StatusCode { get; set; }

    /// <summary>The provider's name for the request.</summary>
    public string? RequestId { get; set; }
}
