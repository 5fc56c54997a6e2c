namespace Querent;

/// <summary>An answer is not what its schema asks for. Its message holds nothing of the answer itself.</summary>
public sealed class AnswerException : FormatException
{
    internal AnswerException(string path, string rule, string message)
        : base(message)
    {
        Path = path;
        Rule = rule;
    }

    /// <summary>Where in the answer, as a JSON path: <c>$.points[2].score</c>.</summary>
    public string Path { get; }

    /// <summary>The rule that was broken: <c>json</c>, <c>type</c>, <c>enum</c>, <c>required</c>, <c>range</c>,
    /// <c>format</c>, <c>union</c>, <c>unknown</c>, <c>duplicate</c>, <c>length</c>, <c>empty</c>, <c>pattern</c>, <c>allowed</c>,
    /// <c>denied</c> or <c>check</c>.</summary>
    public string Rule { get; }

    /// <summary>
    /// What the check of the answer's own type says, where the rule is <c>check</c>. It may hold parts of the answer, so that it
    /// is in no message.
    /// </summary>
    public string? CheckMessage { get; internal init; }
}
