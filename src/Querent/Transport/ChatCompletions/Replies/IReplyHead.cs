namespace Querent;

/// <summary>A reply's status and headers, whichever library read them. Its implementations are structs, so that looking costs nothing.</summary>
internal interface IReplyHead
{
    /// <summary>The HTTP status.</summary>
    int Status { get; }

    /// <summary>The body's length, when the reply says it.</summary>
    long? ContentLength { get; }

    /// <summary>How the body is encoded, as the reply says it; null when it does not.</summary>
    string? ContentEncoding { get; }

    /// <summary>A header as it was sent; null when there is none.</summary>
    string? Header(string name);
}
