namespace Querent.Emulator;

/// <summary>Something wrong within the answer.</summary>
internal sealed record AnswerFault(string Name, AnswerChange Change) : EmulatorFault(Name)
{
    /// <summary>Keeps the first half, whole characters only.</summary>
    public static void Cut(Utf8Buffer content) => content.TruncateText(content.Length / 2);
}

/// <summary>Makes an answer wrong.</summary>
internal delegate void AnswerChange(ref Completion completion, Utf8Buffer content, in FaultContext context);

/// <summary>What a wrong answer is made from.</summary>
/// <param name="Format">What the answer should have been.</param>
/// <param name="Seed">The same for the same prompt and attempt.</param>
internal readonly record struct FaultContext(ResponseFormat? Format, ulong Seed);
