namespace Querent;

/// <summary>What a provider charges a request with when it arrives, as far as we can tell.</summary>
/// <param name="Prompt">Tokens of the prompt.</param>
/// <param name="Output">Tokens of the answer: as many as it may have, not as it has in the end.</param>
internal readonly record struct TokenCharge(double Prompt, double Output)
{
    public double Total => Prompt + Output;
}
