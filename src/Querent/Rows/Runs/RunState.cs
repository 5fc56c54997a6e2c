namespace Querent;

/// <summary>How far a run has come.</summary>
internal enum RunState
{
    /// <summary>Its source is read.</summary>
    Reading,

    /// <summary>Its source has ended.</summary>
    ReadToEnd,

    /// <summary>Its source threw.</summary>
    SourceFailed,

    /// <summary>It reads no further, because the executor is drained.</summary>
    Drained,

    /// <summary>It reads no further, because nearly everything fails.</summary>
    FailedOut,

    /// <summary>It was ended with all that was in flight.</summary>
    Stopped,
}
