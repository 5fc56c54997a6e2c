using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>A valid row with everything decided: what is left is to print it.</summary>
/// <param name="Row">The row as it was declared.</param>
/// <param name="Queries">Its queries, in the order of their properties.</param>
/// <param name="Inputs">The properties that come in.</param>
/// <param name="InputColumns">The columns of an input.</param>
/// <param name="Columns">The columns of a finished row, the input's first.</param>
internal sealed record RowProgram(
    RowShape Row,
    EquatableArray<QueryProgram> Queries,
    EquatableArray<RowMember> Inputs,
    EquatableArray<Column> InputColumns,
    EquatableArray<Column> Columns);

/// <summary>A query with everything decided.</summary>
/// <param name="Member">The property that holds the answer.</param>
/// <param name="TemplateHash">SHA-256 over the system message, a line feed, the template, and the path and text of each file that it uses, each behind a line feed, as UTF-8 with line feeds for line ends, in lower-case hexadecimal.</param>
/// <param name="Parts">What its prompt consists of.</param>
/// <param name="IsWrapped">Whether the answer is asked for as the only property of an object.</param>
/// <param name="ResponseFormat">The request's <c>response_format</c>.</param>
internal sealed record QueryProgram(
    RowMember Member,
    string TemplateHash,
    EquatableArray<PromptPart> Parts,
    bool IsWrapped,
    string ResponseFormat);

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">The members that lead to its value.</param>
/// <param name="Type">Its value's type; nullable also where only a member on the way is.</param>
internal sealed record Column(string Name, EquatableArray<PathStep> Path, TypeRef Type);
