namespace Querent;

/// <summary>What an attempt asks of a quota of tokens.</summary>
/// <param name="Prompt">How long its prompt is.</param>
/// <param name="MaxOutputTokens">The most tokens of its answer; null for any number.</param>
internal readonly record struct TokenDemand(PromptSize Prompt, int? MaxOutputTokens);
