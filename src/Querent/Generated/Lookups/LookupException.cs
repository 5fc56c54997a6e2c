namespace Querent;

/// <summary>
/// A table that a prompt or a condition looks something up in has no entry for the row's key. The message names the table
/// and never the key, which is the row's data.
/// </summary>
public sealed class LookupException : Exception
{
    internal LookupException(string lookup)
        : base($"The lookup '{lookup}' has no entry for the key that it was asked for.")
        => Lookup = lookup;

    /// <summary>The table's name in templates.</summary>
    public string Lookup { get; }
}
