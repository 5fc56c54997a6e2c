using System.Diagnostics.CodeAnalysis;

namespace Querent;

/// <summary>
/// Marks a <c>required</c> property (or a parameter of a positional record) as an answer of the language model, and
/// says what is asked for it. The property's type is the answer's type: a record, an enum, a string, a boolean, a
/// number, or a list of these.
/// </summary>
/// <param name="template">
/// The user message, in a subset of Jinja2 that is checked when the project is built: <c>{{ Member.Path }}</c> is replaced
/// by the input's member, <c>{{ Member | xml }}</c> by its text escaped for XML, <c>{{ Member | json }}</c> by its JSON,
/// <c>{{ Member | default("none") }}</c> by a text of yours where the member is null; <c>{% if %}</c>, <c>{% for %}</c> and
/// <c>{% include "file" %}</c> do what they say. Numbers and dates are written in the invariant culture, enums by the name
/// that JSON knows them by.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class QueryAttribute([StringSyntax(QueryAttribute.TemplateSyntax)] string template) : Attribute
{
    // The language that editors know ours to be a part of; those that know it highlight templates, others ignore it.
    private const string TemplateSyntax = "jinja";

    /// <summary>Marks an answer whose user message is in a <see cref="File"/>.</summary>
    public QueryAttribute()
        : this("")
    {
    }

    /// <summary>The user message, with its placeholders; empty where a <see cref="File"/> holds it.</summary>
    [StringSyntax(TemplateSyntax)]
    public string Template { get; } = template;

    /// <summary>
    /// The path of the prompt file that holds the user message, from the project's folder, in place of
    /// <see cref="Template"/>: one of the project's <c>PromptFile</c> items, such as <c>Prompts/reply.md</c>.
    /// </summary>
    public string? File { get; init; }

    /// <summary>
    /// The most tokens that the model may spend on this answer, reasoning included; from 1 up. 0, the default, leaves
    /// the limit to the model. An answer cut off by the limit fails the row as <see cref="QueryErrorKind.Truncated"/>.
    /// </summary>
    public int MaxOutputTokens { get; init; }
}
