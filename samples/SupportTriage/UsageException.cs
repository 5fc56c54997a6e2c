namespace SupportTriage;

/// <summary>Something that the person at the keyboard can put right: the message says what and how.</summary>
internal sealed class UsageException(string message, Exception? inner = null) : Exception(message, inner);
