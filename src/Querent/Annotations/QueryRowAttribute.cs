namespace Querent;

/// <summary>
/// Marks a <c>partial record</c> as the finished row of a data set: its ordinary properties are what comes in, its
/// <see cref="QueryAttribute">query</see> properties are what a language model answers.
/// </summary>
/// <remarks>
/// The generator adds a nested <c>Input</c> record with the properties that are not queries (unless <see cref="Input"/>
/// names a type), the plan that <see cref="RowExecutor"/> follows, and a nested <c>Prompts</c> class that renders each
/// prompt for a test or a debugger. Structs, generic types and records nested in types that are not partial are build
/// errors.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class QueryRowAttribute : RequestAttribute
{
    /// <summary>
    /// The system message of every query of the row: a template like a query's, whose line ends become line feeds; none when
    /// null.
    /// </summary>
    public string? System { get; init; }

    /// <summary>
    /// The path of the prompt file that holds the system message, from the project's folder, in place of
    /// <see cref="System"/>: one of the project's <c>PromptFile</c> items.
    /// </summary>
    public string? SystemFile { get; init; }

    /// <summary>
    /// A class that rows come in as, for callers who have one already (an entity, a data-transfer object). Each property
    /// of the row that is not a query is taken from the input's property of the same name. When null, the generator
    /// writes a nested <c>Input</c> record.
    /// </summary>
    public Type? Input { get; init; }

    /// <summary>
    /// Types whose static methods the row's templates may use as filters: the first parameter takes the value, the others
    /// the arguments. A filter goes by its method's name, or by that name in snake case: <c>WordCount</c> is
    /// <c>word_count</c> as well. The language's own filters come first.
    /// </summary>
    public Type[] Filters { get; init; } = [];

    /// <summary>
    /// Types whose static dictionaries and lists the row's templates may look things up in, beside the row's own static
    /// properties and fields: <c>{{ Weights[Code].Share }}</c>. A key that a dictionary lacks fails the row.
    /// </summary>
    public Type[] Lookups { get; init; } = [];

    /// <summary>
    /// How C# names become the names of columns and of the properties of answers. <c>[JsonPropertyName]</c> comes first; the
    /// members of enums keep their names.
    /// </summary>
    public NamingPolicy Naming { get; init; } = NamingPolicy.SnakeCaseLower;

    /// <summary>
    /// Whose strict subset of JSON schema the answers are described in: Azure OpenAI's, which OpenAI takes as well, unless
    /// this says otherwise. What is beyond its limits is a build error.
    /// </summary>
    public AnswerSchemaProfile SchemaProfile { get; init; } = AnswerSchemaProfile.Azure;
}
