using System.Diagnostics.CodeAnalysis;

namespace Querent;

/// <summary>
/// Says what a member of an enum asks for, where the enum is the criterion of a matrix. A member without it is a criterion
/// that has its name alone.
/// </summary>
/// <param name="description">What is asked, as <c>criterion.Description</c>.</param>
[AttributeUsage(AttributeTargets.Field)]
public sealed class CriterionAttribute(string description) : Attribute
{
    /// <summary>What is asked.</summary>
    public string Description { get; } = description;

    /// <summary>A short name, as <c>criterion.Code</c>; the member's own when null.</summary>
    public string? Code { get; init; }

    /// <summary>What it is made up of, as <c>criterion.Subcriteria</c>.</summary>
    public string[] Subcriteria { get; init; } = [];

    /// <summary>The most tokens for an answer to it, in place of the matrix's; from 1 up.</summary>
    public int MaxOutputTokens { get; init; }

    /// <summary>A user message of its own, in place of the matrix's.</summary>
    [StringSyntax(PromptAttribute.TemplateSyntax)]
    public string? Template { get; init; }

    /// <summary>A prompt file of its own, in place of the matrix's template or file.</summary>
    public string? File { get; init; }

    /// <summary>
    /// The case studies that it is asked of, by their properties' names or their own (<c>[nameof(Marking.Small)]</c>); all of
    /// them when it is left out.
    /// </summary>
    public string[] Cases { get; init; } = [];
}
