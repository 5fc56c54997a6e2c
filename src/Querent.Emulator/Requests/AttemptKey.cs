namespace Querent.Emulator;

/// <summary>What rules are keyed on: which prompt, and which time it is sent.</summary>
/// <param name="PromptHash">A stable hash of the body.</param>
/// <param name="Attempt">How many times this body has come, from 1.</param>
/// <param name="Number">The ordinal among all accepted requests, from 1.</param>
internal readonly record struct AttemptKey(ulong PromptHash, int Attempt, long Number);
