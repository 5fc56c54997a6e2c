using Querent.Generators.Model;

namespace Querent.Generators.Binding.Prompts;

/// <summary>What a template names and the build alone knows: it leaves no trace, but for the expressions that are taken from it.</summary>
internal abstract record BuildValue;

/// <summary>An ordinary expression.</summary>
internal sealed record BuildExpression(BoundExpression Expression) : BuildValue;

/// <summary>A case study.</summary>
internal sealed record BuildCase(CaseStudyShape Study) : BuildValue;

/// <summary>A criterion of a matrix.</summary>
internal sealed record BuildCriterion(MatrixShape Matrix, CriterionShape Criterion) : BuildValue;

/// <summary>A matrix with the answers of all of its cells.</summary>
internal sealed record BuildMatrix(RowMember Member) : BuildValue;

/// <summary>A cell of a matrix.</summary>
internal sealed record BuildCell(QueryUnit Unit) : BuildValue;

/// <summary>A list of these, of a length that is known.</summary>
internal sealed record BuildList(EquatableArray<BuildValue> Items) : BuildValue;

/// <summary>What could not be found; it has been reported.</summary>
internal sealed record BuildFault : BuildValue
{
    public static BuildFault Reported { get; } = new();
}
