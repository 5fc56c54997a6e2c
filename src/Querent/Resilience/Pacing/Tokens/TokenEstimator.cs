namespace Querent;

/// <summary>
/// Learns from replies what prompts and answers take, and guesses by it what the next will. Not safe for use by several threads
/// at once.
/// </summary>
internal sealed class TokenEstimator
{
    private const double Memory = 64;   // replies
    private const double FirstTokensPerByte = 0.25;
    private const double FirstGuessBytes = 1024;   // what the guess weighs against the replies
    private const double FirstOutput = 256;
    private const double OutputGuessReplies = 1;
    private const double CounterGuessReplies = 1;   // a counter is taken to be right at first

    // Sums that fade, so that long prompts weigh as they cost.
    private double _bytes = FirstGuessBytes;
    private double _tokens = FirstGuessBytes * FirstTokensPerByte;
    private double _outputs = FirstOutput * OutputGuessReplies;
    private double _replies = OutputGuessReplies;
    private double _uncounted;   // what a counter leaves out: the schema, what is put around messages
    private double _counted = CounterGuessReplies;

    public double TokensPerByte => _tokens / _bytes;

    public TokenCharge Estimate(in TokenDemand demand) => new(
        demand.Prompt.ImageTokens + (demand.Prompt.Counted is { } counted ? Math.Max(0, counted + (_uncounted / _counted)) : demand.Prompt.TextBytes * TokensPerByte),
        demand.MaxOutputTokens ?? (_outputs / _replies));

    /// <summary>What a request was charged with, now that the provider has counted; what it did not count keeps its estimate.</summary>
    public static TokenCharge Settle(in TokenDemand demand, in TokenUsage usage, in TokenCharge estimate) => new(
        usage.InputTokens ?? estimate.Prompt,
        usage.OutputTokens is { } output ? Math.Max(demand.MaxOutputTokens ?? 0, output) : estimate.Output);

    public void Learn(in TokenDemand demand, in TokenUsage usage)
    {
        // Of a prompt with images nobody says what they took.
        if (usage.InputTokens is { } input && demand.Prompt is { TextBytes: > 0, ImageTokens: 0 })
        {
            Fade(ref _tokens, input);
            Fade(ref _bytes, demand.Prompt.TextBytes);
            if (demand.Prompt.Counted is { } counted)
            {
                Fade(ref _uncounted, input - counted);
                Fade(ref _counted, 1);
            }
        }

        if (usage.OutputTokens is { } output && demand.MaxOutputTokens is null)
        {
            Fade(ref _outputs, output);
            Fade(ref _replies, 1);
        }
    }

    private static void Fade(ref double sum, double more) => sum = (sum * (1 - (1 / Memory))) + more;
}
