namespace Querent;

/// <summary>How a <see cref="SqliteJournal"/> is opened.</summary>
public sealed record SqliteJournalOptions
{
    /// <summary>What a recorded answer outlives; the end of power by default.</summary>
    public SqliteDurability Durability { get; init; }

    /// <summary>How closely the file is looked at when it is opened; <see cref="SqliteIntegrityCheck.Quick"/> by default.</summary>
    public SqliteIntegrityCheck IntegrityCheck { get; init; }

    internal void Validate()
    {
        if (!Enum.IsDefined(Durability))
        {
            throw new ArgumentOutOfRangeException(nameof(Durability), Durability, $"{nameof(Durability)} must be one of {nameof(SqliteDurability)}'s members.");
        }

        if (!Enum.IsDefined(IntegrityCheck))
        {
            throw new ArgumentOutOfRangeException(nameof(IntegrityCheck), IntegrityCheck, $"{nameof(IntegrityCheck)} must be one of {nameof(SqliteIntegrityCheck)}'s members.");
        }
    }
}

/// <summary>What a recorded answer outlives.</summary>
public enum SqliteDurability
{
    /// <summary>The end of the process and of power: each transaction waits until the disk has it (<c>synchronous=FULL</c>).</summary>
    Power,

    /// <summary>The end of the process, but not of power, which may take the last seconds with it (<c>synchronous=NORMAL</c>). The file stays whole.</summary>
    Process,
}

/// <summary>How closely the file is looked at when it is opened.</summary>
public enum SqliteIntegrityCheck
{
    /// <summary>Its head and length, and all of its pages where it was not closed in order or is small: up to 64 MB.</summary>
    Quick,

    /// <summary>All of its pages and indexes (<c>integrity_check</c>): minutes for one of many gigabytes.</summary>
    Full,

    /// <summary>Its head and length alone. Damage is found where it is read.</summary>
    None,
}
