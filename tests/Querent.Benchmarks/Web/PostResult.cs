namespace Querent.Benchmarks.Web;

/// <summary>What became of a post.</summary>
internal enum PostResult
{
    /// <summary>200.</summary>
    Answered,

    /// <summary>503.</summary>
    Refused,

    /// <summary>Nothing listened any more, or nothing had accepted the connection when the server stopped to listen.</summary>
    NotConnected,

    /// <summary>Another status.</summary>
    Other,

    /// <summary>The connection broke before the answer was whole.</summary>
    CutOff,
}
