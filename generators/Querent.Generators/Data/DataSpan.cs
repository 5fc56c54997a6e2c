namespace Querent.Generators.Data;

/// <summary>Characters of a text that holds data, counted in its value (not in the C# literal that may hold it).</summary>
internal readonly record struct DataSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static DataSpan FromBounds(int start, int end) => new(start, end - start);
}

/// <summary>Why a text cannot be read.</summary>
/// <param name="Message">What is wrong and what should be there, as the end of a sentence.</param>
/// <param name="Span">Where.</param>
internal sealed record DataError(string Message, DataSpan Span);
