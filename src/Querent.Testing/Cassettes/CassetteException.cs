namespace Querent.Testing;

/// <summary>
/// A cassette is missing, is not one, may not be recorded here, or was not played to its end; the message says which, and what to
/// do. Of a request that is not on the cassette a query's error tells: it is thrown by nobody.
/// </summary>
public sealed class CassetteException : Exception
{
    internal CassetteException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
