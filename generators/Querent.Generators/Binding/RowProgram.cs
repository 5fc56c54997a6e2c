using Querent.Generators.Binding.Examples;
using Querent.Generators.Binding.Lookups;
using Querent.Generators.Binding.Prompts;
using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>A valid row with everything decided: what is left is to print it.</summary>
/// <param name="Row">The row as it was declared.</param>
/// <param name="Queries">Its queries and the cells of its matrices, in the order of their properties.</param>
/// <param name="Inputs">The properties that come in.</param>
/// <param name="InputColumns">The columns of an input.</param>
/// <param name="Columns">The columns of a finished row, the input's first.</param>
internal sealed record RowProgram(
    RowShape Row,
    EquatableArray<QueryProgram> Queries,
    EquatableArray<RowMember> Inputs,
    EquatableArray<Column> InputColumns,
    EquatableArray<Column> Columns)
{
    /// <summary>The queries by their properties: one each, or the cells of a matrix.</summary>
    public IEnumerable<IGrouping<RowMember, QueryProgram>> ByMember => Queries.GroupBy(query => query.Unit.Member);

    /// <summary>What tells its inputs apart, in the order of the key's parts; empty for no key.</summary>
    public EquatableArray<KeyPart> Key { get; init; }

    /// <summary>The tables that files fill.</summary>
    public EquatableArray<LookupProgram> Lookups { get; init; }
}

/// <summary>A query, or a cell of a matrix, with everything decided.</summary>
/// <param name="Unit">What is asked.</param>
/// <param name="TemplateHash">SHA-256 of the prompt's template with all that belongs to it, in lower-case hexadecimal.</param>
/// <param name="System">What its system message consists of; null for none.</param>
/// <param name="Parts">What its user message consists of.</param>
/// <param name="IsWrapped">Whether the answer is asked for as the only property of an object.</param>
/// <param name="ResponseFormat">The request's <c>response_format</c>.</param>
internal sealed record QueryProgram(
    QueryUnit Unit,
    string TemplateHash,
    EquatableArray<PromptPart>? System,
    EquatableArray<PromptPart> Parts,
    bool IsWrapped,
    string ResponseFormat)
{
    /// <summary>What is asked of the model beside the prompt.</summary>
    public RequestShape Request { get; init; } = RequestShape.Nothing;

    /// <summary>How many tokens of its prompt are there for every row, at least.</summary>
    public int FixedTokens { get; init; }

    /// <summary>The answers that its prompt is given.</summary>
    public EquatableArray<AnswerParameter> Answers { get; init; }

    /// <summary>The condition under which it is asked; null for always.</summary>
    public BoundExpression? When { get; init; }

    /// <summary>The answers that its condition is given.</summary>
    public EquatableArray<AnswerParameter> WhenAnswers { get; init; }

    /// <summary>The places of the queries that have to be answered before.</summary>
    public EquatableArray<int> Dependencies { get; init; }

    /// <summary>The examples that stand before its user message.</summary>
    public EquatableArray<ExampleProgram> Examples { get; init; }

    /// <summary>The tables that its prompt looks things up in.</summary>
    public EquatableArray<TableShape> Lookups { get; init; }
}

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Path">The members that lead to its value.</param>
/// <param name="Type">Its value's type; nullable also where only a member on the way is.</param>
internal sealed record Column(string Name, EquatableArray<PathStep> Path, TypeRef Type);
