namespace Querent;

/// <summary>What an attempt took of a quota of tokens, for the limits to settle.</summary>
/// <param name="Demand">What it asked for.</param>
/// <param name="Charge">What it was charged with before it was sent; null when there was no quota then.</param>
/// <param name="Usage">What the provider counted.</param>
internal readonly record struct AttemptTokens(TokenDemand Demand, TokenCharge? Charge, TokenUsage Usage);
