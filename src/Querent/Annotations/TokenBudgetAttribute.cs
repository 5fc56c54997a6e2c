namespace Querent;

/// <summary>
/// Limits the part of a prompt that is the same for every row: the system message and the template's text outside of
/// placeholders. The build warns (QRN0504) where even the least number of tokens that it can have is more. Nothing is cut
/// at run time, and what rows put in does not count.
/// </summary>
/// <param name="tokens">The most tokens; from 1 up.</param>
/// <remarks>On a row it holds for each of its queries by itself; on a query it takes the place of the row's.</remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public sealed class TokenBudgetAttribute(int tokens) : Attribute
{
    /// <summary>The most tokens.</summary>
    public int Tokens { get; } = tokens;
}
