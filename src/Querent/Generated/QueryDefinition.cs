using System.Collections.Immutable;

namespace Querent;

/// <summary>One query of a row type, as the generator found it. Made by generated code.</summary>
public abstract class QueryDefinition
{
    private protected QueryDefinition(string name, string templateHash, byte[] responseFormat, int maxOutputTokens)
    {
        Name = name;
        TemplateHash = templateHash;
        ResponseFormat = responseFormat;
        MaxOutputTokens = maxOutputTokens == 0 ? null : maxOutputTokens;
    }

    /// <summary>The name of the property that holds the answer; of a matrix's cell with its place, <c>Marks[Small, Clarity]</c>.</summary>
    public string Name { get; }

    /// <summary>
    /// SHA-256 over the system message, a line feed, the template, the path and text of each prompt file that it uses, the
    /// examples, and the texts of the cases and criteria of matrices that the prompt touches, each behind a line feed: UTF-8
    /// with line feeds for line ends, whatever the source's are; in lower-case hexadecimal.
    /// </summary>
    public string TemplateHash { get; }

    /// <summary>The request's <c>response_format</c>: UTF-8 JSON that holds the answer's strict schema.</summary>
    public ReadOnlyMemory<byte> ResponseFormat { get; }

    /// <summary>The most tokens that the model may spend on the answer; null leaves it to the model.</summary>
    public int? MaxOutputTokens { get; }

    /// <summary>
    /// How many tokens of the prompt are there for every row, at least: its fixed text, by what no tokenizer of OpenAI's can do
    /// with less. 0 where nothing is known.
    /// </summary>
    public int FixedTokens { get; init; }

    /// <summary>What else is asked of the model.</summary>
    public CompletionOptions Options { get; init; } = CompletionOptions.None;

    /// <summary>Whether the prompt may hold an image.</summary>
    public bool UsesImages { get; init; }

    /// <summary>
    /// The places of the queries among the plan's whose answers this one needs, for its prompt or its condition; each before
    /// or after it, never itself.
    /// </summary>
    public ImmutableArray<int> Dependencies { get; init; } = [];

    /// <summary>Whether the query is asked only where a condition holds.</summary>
    public abstract bool IsConditional { get; }

    /// <summary>The tables that the prompt or the condition looks things up in.</summary>
    public ImmutableArray<LookupSource> Lookups { get; init; } = [];

    /// <summary>Reads an answer; throws <see cref="AnswerException"/> when it is not what the schema asks for.</summary>
    internal abstract object? Read(ReadOnlySpan<byte> content);
}

/// <summary>One query of a row type whose inputs are of one type. Made by generated code.</summary>
/// <typeparam name="TInput">The type that rows come in as.</typeparam>
public abstract class QueryDefinition<TInput> : QueryDefinition
{
    private protected QueryDefinition(string name, string templateHash, byte[] responseFormat, int maxOutputTokens)
        : base(name, templateHash, responseFormat, maxOutputTokens)
    {
    }

    /// <summary>Whether the query is asked of a row; null for always. It is given the answers that are there so far.</summary>
    public Func<TInput, object?[], bool>? When { get; init; }

    /// <inheritdoc/>
    public override bool IsConditional => When is not null;

    internal abstract void Render(TInput input, object?[] answers, PromptWriter writer);
}

/// <summary>One query of a row type, with the type of its answer. Made by generated code.</summary>
/// <typeparam name="TInput">The type that rows come in as.</typeparam>
/// <typeparam name="TAnswer">The answer's type.</typeparam>
public sealed class QueryDefinition<TInput, TAnswer> : QueryDefinition<TInput>
{
    private readonly Action<TInput, object?[], PromptWriter> _render;
    private readonly AnswerRead<TAnswer> _read;

    /// <summary>Creates the definition of a query that needs no other's answer.</summary>
    /// <param name="name">The name of the property that holds the answer.</param>
    /// <param name="templateHash">SHA-256 over the system message, the template and its files, in lower-case hexadecimal.</param>
    /// <param name="responseFormat">The request's <c>response_format</c>, UTF-8 JSON.</param>
    /// <param name="maxOutputTokens">The most tokens for the answer; 0 leaves it to the model.</param>
    /// <param name="render">Writes the messages as the elements of a JSON array.</param>
    /// <param name="read">Reads the answer.</param>
    public QueryDefinition(string name, string templateHash, byte[] responseFormat, int maxOutputTokens, Action<TInput, PromptWriter> render, AnswerRead<TAnswer> read)
        : this(name, templateHash, responseFormat, maxOutputTokens, (input, _, writer) => render(input, writer), read)
    {
    }

    /// <summary>Creates the definition of a query whose prompt uses the answers of others.</summary>
    /// <param name="name">The name of the property that holds the answer.</param>
    /// <param name="templateHash">SHA-256 over the system message, the template and its files, in lower-case hexadecimal.</param>
    /// <param name="responseFormat">The request's <c>response_format</c>, UTF-8 JSON.</param>
    /// <param name="maxOutputTokens">The most tokens for the answer; 0 leaves it to the model.</param>
    /// <param name="render">Writes the messages as the elements of a JSON array; is given the answers in the order of the plan's queries.</param>
    /// <param name="read">Reads the answer.</param>
    public QueryDefinition(string name, string templateHash, byte[] responseFormat, int maxOutputTokens, Action<TInput, object?[], PromptWriter> render, AnswerRead<TAnswer> read)
        : base(name, templateHash, responseFormat, maxOutputTokens)
    {
        ArgumentNullException.ThrowIfNull(render);
        ArgumentNullException.ThrowIfNull(read);
        _render = render;
        _read = read;
    }

    internal override void Render(TInput input, object?[] answers, PromptWriter writer) => _render(input, answers, writer);

    internal override object? Read(ReadOnlySpan<byte> content)
    {
        var reader = new AnswerReader(content);
        TAnswer answer = reader.ReadAnswer(_read);
        return answer;
    }
}

/// <summary>Reads a value of an answer at the reader's position. Implemented by generated code.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="reader">A reader that stands on the value's first token; afterwards, on its last.</param>
public delegate T AnswerRead<out T>(ref AnswerReader reader);
