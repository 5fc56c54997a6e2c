namespace Querent.Generators.Templates;

/// <summary>Characters of a template, counted in its value (not in the C# literal that holds it).</summary>
internal readonly record struct TemplateSpan(int Start, int Length)
{
    public int End => Start + Length;

    /// <summary>What stands between the quotes, for the span of a text.</summary>
    public TemplateSpan InsideOfQuotes => new(Start + 1, Length - 2);

    public static TemplateSpan FromBounds(int start, int end) => new(start, end - start);
}
