namespace Querent;

/// <summary>
/// Counts the tokens of prompts before they are sent, in place of the estimate from their length
/// (<see cref="QuotaPacingOptions.TokenCounter"/>). <c>PromptTokenizer</c> of the package <c>Querent.Testing</c> is one.
/// </summary>
/// <remarks>
/// Asked once a query, and only while a quota of tokens is known. It must take calls from many threads at once, and what it takes
/// in time and memory comes on top of each query.
/// </remarks>
public interface IPromptTokenCounter
{
    /// <summary>The tokens of a prompt's texts; at least 0. A throw fails the query as <see cref="QueryErrorKind.RowCode"/>.</summary>
    /// <param name="prompt">The prompt. Its images are counted apart.</param>
    int Count(RenderedPrompt prompt);
}
