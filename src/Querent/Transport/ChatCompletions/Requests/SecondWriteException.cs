namespace Querent;

/// <summary>A handler wanted to send an attempt's request a second time.</summary>
internal sealed class SecondWriteException() : InvalidOperationException("One attempt sends one request; it is not sent again.");
