namespace Querent;

/// <summary>How long a prompt is, as far as it is known before the provider counts it.</summary>
/// <param name="TextBytes">Its length in bytes, without its images.</param>
/// <param name="ImageTokens">What its images are taken to cost.</param>
/// <param name="Counted">The tokens of its texts, where a counter was asked.</param>
internal readonly record struct PromptSize(int TextBytes, int ImageTokens, int? Counted)
{
    // What OpenAI counts for an image of 1024 by 1024 pixels that is looked at closely, and for any that is not.
    private const int ImageGuess = 765;
    private const int LowDetailImage = 85;

    public static PromptSize Of(PromptWriter prompt, int? counted)
        => new(prompt.TextBytes, ((prompt.ImageCount - prompt.LowDetailImageCount) * ImageGuess) + (prompt.LowDetailImageCount * LowDetailImage), counted);
}
