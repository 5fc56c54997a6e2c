namespace Querent.Emulator;

/// <summary>In which headers a throttled reply says when to come back.</summary>
[Flags]
public enum RetryAfterForm
{
    /// <summary>In none; the message may still name it.</summary>
    None = 0,

    /// <summary><c>Retry-After</c> in whole seconds, rounded up.</summary>
    Seconds = 1,

    /// <summary><c>Retry-After</c> as a date; with <see cref="Seconds"/> the seconds win.</summary>
    Date = 2,

    /// <summary><c>retry-after-ms</c>.</summary>
    Milliseconds = 4,
}
