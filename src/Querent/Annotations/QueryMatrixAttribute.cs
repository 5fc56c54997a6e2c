using System.Diagnostics.CodeAnalysis;

namespace Querent;

/// <summary>
/// Marks a <c>required</c> property of the type <see cref="Matrix{TCase, TCriterion, TAnswer}"/> as the answers of the
/// language model to one prompt for each case study of the row (<see cref="CaseStudyAttribute"/>) and each criterion
/// (<see cref="CriterionAttribute"/>).
/// </summary>
/// <param name="template">
/// The user message of every cell, as in <see cref="QueryAttribute"/>. In it <c>case</c> is the case study
/// (<c>case.Name</c>, <c>case.Context</c>, <c>case.Description</c>, and the members of what it holds) and <c>criterion</c>
/// the criterion (<c>criterion.Name</c>, <c>criterion.Code</c>, <c>criterion.Description</c>,
/// <c>criterion.Subcriteria</c>). Put what is the same for a row's cells first: a provider's prompt cache can serve it then.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class QueryMatrixAttribute([StringSyntax(PromptAttribute.TemplateSyntax)] string template) : PromptAttribute(template)
{
    /// <summary>Marks a matrix whose user message is in a <see cref="PromptAttribute.File"/> or with its criteria.</summary>
    public QueryMatrixAttribute()
        : this("")
    {
    }
}
