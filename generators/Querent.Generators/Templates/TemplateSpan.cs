namespace Querent.Generators.Templates;

/// <summary>Characters of a template, counted in its value (not in the C# literal that holds it).</summary>
internal readonly record struct TemplateSpan(int Start, int Length)
{
    public int End => Start + Length;

    public static TemplateSpan FromBounds(int start, int end) => new(start, end - start);
}
