using System.Collections.Immutable;

namespace Querent;

/// <summary>Which queries of a row type have their answers in a store, and by which fingerprints.</summary>
internal sealed class StorablePlan
{
    private readonly Fingerprints _fingerprints;
    private readonly bool[] _isStorable;

    public StorablePlan(ImmutableArray<QueryDefinition> queries, ICompletionTransport transport, bool includeSampled)
    {
        _fingerprints = new Fingerprints(queries, transport.ModelIdentity);
        _isStorable = [.. queries.Select(query => includeSampled || !transport.IsSampled(query.Options))];
        LeftOut = _isStorable.Count(isStorable => !isStorable);
    }

    /// <summary>How many queries are left out, because their answers are sampled.</summary>
    public int LeftOut { get; }

    /// <summary>Whether the answers to a query are taken from the store and kept in it.</summary>
    public bool Allows(int query) => _isStorable[query];

    /// <summary>The fingerprint of a query with its prompt: the one that a journal has for it.</summary>
    public byte[] Fingerprint(int query, ReadOnlySpan<byte> messages) => _fingerprints.OfCall(query, messages);
}
