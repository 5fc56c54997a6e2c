using System.ComponentModel.DataAnnotations;

namespace Querent.Answers.Suite.Values;

/// <summary>How long validation attributes let a value be.</summary>
internal static class Sizes
{
    /// <summary>The least and the greatest length by all of them.</summary>
    public static (int Least, int Greatest) Of(IEnumerable<ValidationAttribute> constraints)
        => constraints.Select(Of).Aggregate((Least: 0, Greatest: int.MaxValue), (all, one) => (Math.Max(all.Least, one.Least), Math.Min(all.Greatest, one.Greatest)));

    /// <summary>The least and the greatest length by one.</summary>
    public static (int Least, int Greatest) Of(ValidationAttribute constraint) => constraint switch
    {
        StringLengthAttribute length => (length.MinimumLength, length.MaximumLength),
        MinLengthAttribute length => (length.Length, int.MaxValue),
        MaxLengthAttribute length => (0, length.Length),
        LengthAttribute length => (length.MinimumLength, length.MaximumLength),
        _ => (0, int.MaxValue),
    };
}
