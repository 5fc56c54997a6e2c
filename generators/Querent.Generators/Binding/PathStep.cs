namespace Querent.Generators.Binding;

/// <summary>A member on the way to a value.</summary>
/// <param name="Name">The member.</param>
/// <param name="IsNullable">Whether it may be null.</param>
/// <param name="IsNullableStruct">Whether it is a <c>Nullable&lt;T&gt;</c>.</param>
internal readonly record struct PathStep(string Name, bool IsNullable, bool IsNullableStruct)
{
    /// <summary>The cell of a matrix that is meant; null for anything else.</summary>
    public CellStep? Cell { get; init; }

    /// <summary>The step as people write it.</summary>
    public override string ToString() => Cell is { } cell ? $"{Name}[{cell.Case}, {cell.Criterion}]" : Name;
}

/// <summary>A cell of a matrix on the way to a value.</summary>
/// <param name="Case">The member of the enum of case studies.</param>
/// <param name="Criterion">The member of the enum of criteria.</param>
/// <param name="CriterionType">The C# name of the enum of criteria.</param>
/// <param name="CaseType">The C# name of the enum of case studies.</param>
internal readonly record struct CellStep(string Case, string Criterion, string CaseType, string CriterionType);
