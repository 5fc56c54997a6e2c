namespace SampleRuns;

/// <summary>Something that the person at the keyboard can put right: the message says what and how.</summary>
public sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
