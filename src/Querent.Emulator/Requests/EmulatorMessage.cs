namespace Querent.Emulator;

/// <summary>One message of a prompt.</summary>
/// <param name="Role"><c>system</c>, <c>user</c>, …</param>
/// <param name="Content">Its text, the text parts joined; empty when it has none.</param>
public sealed record EmulatorMessage(string Role, string Content);
