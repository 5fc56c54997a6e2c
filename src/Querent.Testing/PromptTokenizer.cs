using Microsoft.ML.Tokenizers;

namespace Querent.Testing;

/// <summary>
/// Counts the tokens of rendered prompts as a model does, offline, for a test that holds a prompt to a number. Making one
/// takes a moment; keep it for all tests. Safe for use by several threads at once. It also serves a run, as its
/// <see cref="QuotaPacingOptions.TokenCounter"/>.
/// </summary>
public sealed class PromptTokenizer : IPromptTokenCounter
{
    private readonly Tokenizer _tokenizer;

    private PromptTokenizer(Tokenizer tokenizer) => _tokenizer = tokenizer;

    /// <summary>The tokenizer of a model of OpenAI's.</summary>
    /// <param name="model">The model's name, such as <c>gpt-4o</c>.</param>
    /// <exception cref="ArgumentException">No tokenizer is known for the model.</exception>
    public static PromptTokenizer ForModel(string model)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(model);
        try
        {
            return new PromptTokenizer(TiktokenTokenizer.CreateForModel(model));
        }
        catch (NotSupportedException exception)
        {
            throw new ArgumentException($"No tokenizer is known for the model '{model}'. Name the model of OpenAI's that it is most like, such as gpt-4o.", nameof(model), exception);
        }
    }

    /// <summary>
    /// The tokens of the texts of a prompt's messages. What a request has besides is not in it: some three or four tokens a
    /// message, images, and the answer's schema.
    /// </summary>
    /// <param name="prompt">The prompt, as <c>Prompts.….Render(input)</c> gives it.</param>
    public int Count(RenderedPrompt prompt)
    {
        ArgumentNullException.ThrowIfNull(prompt);
        return prompt.Messages.Sum(message => Count(message.Text));
    }

    /// <summary>The tokens of a text.</summary>
    /// <param name="text">Any text.</param>
    public int Count(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return _tokenizer.CountTokens(text);
    }
}
