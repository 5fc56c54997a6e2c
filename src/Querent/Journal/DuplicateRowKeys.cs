namespace Querent;

/// <summary>What becomes of a row whose key an earlier row of the same source has.</summary>
public enum DuplicateRowKeys
{
    /// <summary>The later row fails, as <see cref="QueryErrorKind.InvalidInput"/>, and nothing is asked for it.</summary>
    Refuse,

    /// <summary>
    /// The second row of a key gets the key with <c>#2</c> behind it, the third <c>#3</c>, in the order of the source; a number that another
    /// row has for its key is passed over. Each is purged by its own (<see cref="JournalPurge.RowKey"/>).
    /// </summary>
    Number,
}
