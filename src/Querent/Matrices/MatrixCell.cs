namespace Querent;

/// <summary>One answer of a matrix, with its place.</summary>
/// <typeparam name="TCase">The enum of case studies.</typeparam>
/// <typeparam name="TCriterion">The enum of criteria.</typeparam>
/// <typeparam name="TAnswer">The answer's type.</typeparam>
/// <param name="Case">The case study.</param>
/// <param name="Criterion">The criterion.</param>
/// <param name="Answer">The answer.</param>
public readonly record struct MatrixCell<TCase, TCriterion, TAnswer>(TCase Case, TCriterion Criterion, TAnswer Answer)
    where TCase : struct, Enum
    where TCriterion : struct, Enum;
