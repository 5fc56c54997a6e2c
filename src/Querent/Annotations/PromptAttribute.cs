using System.Diagnostics.CodeAnalysis;

namespace Querent;

/// <summary>What is asked of the model: what <see cref="QueryAttribute"/> and <see cref="QueryMatrixAttribute"/> share.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter, Inherited = false)]
public abstract class PromptAttribute : RequestAttribute
{
    // The language that editors know ours to be a part of; those that know it highlight templates, others ignore it.
    internal const string TemplateSyntax = "jinja";

    private protected PromptAttribute(string template) => Template = template;

    /// <summary>The user message, with its placeholders; empty where a <see cref="File"/> holds it.</summary>
    [StringSyntax(TemplateSyntax)]
    public string Template { get; }

    /// <summary>
    /// The path of the prompt file that holds the user message, from the project's folder, in place of
    /// <see cref="Template"/>: one of the project's <c>PromptFile</c> items, such as <c>Prompts/reply.md</c>.
    /// </summary>
    public string? File { get; init; }

    /// <summary>
    /// A condition in one pair of braces, <c>{{ Triage.Urgency == "High" }}</c>: where it does not hold, nothing is asked and
    /// the answer is null, so that the property has to be nullable. A query that is asked and fails still fails the row.
    /// </summary>
    [StringSyntax(TemplateSyntax)]
    public string? When { get; init; }
}
