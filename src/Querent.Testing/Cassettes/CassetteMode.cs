namespace Querent.Testing;

/// <summary>What a <see cref="CassetteTransport"/> does with its cassette.</summary>
public enum CassetteMode
{
    /// <summary>Plays what is recorded and nothing else: no transport is made and nothing is opened.</summary>
    Replay,

    /// <summary>Asks for everything anew, and puts it in place of the file.</summary>
    Record,

    /// <summary>Plays what is recorded, asks for the rest, and adds that to the file.</summary>
    RecordMissing,
}
