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
/// that JSON knows them by. The answer of another query, <c>{{ Triage.Intent }}</c>, makes this one wait for it.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
public sealed class QueryAttribute([StringSyntax(PromptAttribute.TemplateSyntax)] string template) : PromptAttribute(template)
{
    /// <summary>Marks an answer whose user message is in a <see cref="PromptAttribute.File"/>.</summary>
    public QueryAttribute()
        : this("")
    {
    }
}
