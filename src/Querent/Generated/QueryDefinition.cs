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

    /// <summary>The name of the property that holds the answer.</summary>
    public string Name { get; }

    /// <summary>
    /// SHA-256 over the system message, a line feed, the template, and the path and text of each prompt file that it uses,
    /// each behind a line feed: UTF-8 with line feeds for line ends, whatever the source's are; in lower-case hexadecimal.
    /// </summary>
    public string TemplateHash { get; }

    /// <summary>The request's <c>response_format</c>: UTF-8 JSON that holds the answer's strict schema.</summary>
    public ReadOnlyMemory<byte> ResponseFormat { get; }

    /// <summary>The most tokens that the model may spend on the answer; null leaves it to the model.</summary>
    public int? MaxOutputTokens { get; }

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

    internal abstract void Render(TInput input, PromptWriter writer);
}

/// <summary>One query of a row type, with the type of its answer. Made by generated code.</summary>
/// <typeparam name="TInput">The type that rows come in as.</typeparam>
/// <typeparam name="TAnswer">The answer's type.</typeparam>
/// <param name="name">The name of the property that holds the answer.</param>
/// <param name="templateHash">SHA-256 over the system message, the template and its files, in lower-case hexadecimal.</param>
/// <param name="responseFormat">The request's <c>response_format</c>, UTF-8 JSON.</param>
/// <param name="maxOutputTokens">The most tokens for the answer; 0 leaves it to the model.</param>
/// <param name="render">Writes the messages as the elements of a JSON array.</param>
/// <param name="read">Reads the answer.</param>
public sealed class QueryDefinition<TInput, TAnswer>(
    string name,
    string templateHash,
    byte[] responseFormat,
    int maxOutputTokens,
    Action<TInput, PromptWriter> render,
    AnswerRead<TAnswer> read)
    : QueryDefinition<TInput>(name, templateHash, responseFormat, maxOutputTokens)
{
    internal override void Render(TInput input, PromptWriter writer) => render(input, writer);

    internal override object? Read(ReadOnlySpan<byte> content)
    {
        var reader = new AnswerReader(content);
        TAnswer answer = reader.ReadAnswer(read);
        return answer;
    }
}

/// <summary>Reads a value of an answer at the reader's position. Implemented by generated code.</summary>
/// <typeparam name="T">The value's type.</typeparam>
/// <param name="reader">A reader that stands on the value's first token; afterwards, on its last.</param>
public delegate T AnswerRead<out T>(ref AnswerReader reader);
