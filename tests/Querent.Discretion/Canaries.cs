namespace Querent.Discretion;

/// <summary>What the suite puts into keys, prompts and answers, and must find nowhere else.</summary>
internal static class Canaries
{
    public const string Key = "canary-key-41d7c0";

    public const string Prompt = "canary-prompt-9b2e55";

    public const string Answer = "canary-answer-e80f13";

    public static IReadOnlyList<string> All { get; } = [Key, Prompt, Answer];
}
