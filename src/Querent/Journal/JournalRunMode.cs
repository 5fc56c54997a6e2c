namespace Querent;

/// <summary>How a run keeps what it records: the same from its first row to its last, since what is known again depends on it.</summary>
/// <param name="KeepsAnswers">Whether answers are kept (<see cref="JournalOptions.KeepAnswers"/>).</param>
/// <param name="ProtectionCheck">
/// A fixed text, protected with what the run was given (<see cref="JournalOptions.Protection"/>), which tells whether it is given the same
/// again; null for a run without protection.
/// </param>
public sealed record JournalRunMode(bool KeepsAnswers, ReadOnlyMemory<byte>? ProtectionCheck);
