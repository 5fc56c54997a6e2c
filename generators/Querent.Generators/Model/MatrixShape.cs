namespace Querent.Generators.Model;

/// <summary>The product that a query asks for.</summary>
/// <param name="TypeName">The property's type as people write it.</param>
/// <param name="Fault">Why it is no matrix; null when it is one.</param>
/// <param name="Criterion">The enum of criteria.</param>
/// <param name="Criteria">Its members, in their order.</param>
internal sealed record MatrixShape(string TypeName, MatrixFault Fault, TypeRef Criterion, EquatableArray<CriterionShape> Criteria);

/// <summary>Why the type of a property is no matrix of the row.</summary>
internal enum MatrixFault
{
    None,

    /// <summary>It is no <c>Matrix</c> at all.</summary>
    NoMatrix,

    /// <summary>It may be null.</summary>
    Nullable,

    /// <summary>Its case studies are not the row's own <c>Case</c>.</summary>
    ForeignCase,

    /// <summary>Its criterion is no enum.</summary>
    NoEnum,

    /// <summary>A base row declares it, and this row has more case studies than that one.</summary>
    CasesOfBase,
}

/// <summary>A member of an enum of criteria.</summary>
/// <param name="Member">Its C# name.</param>
/// <param name="Name">The name that prompts and columns know it by.</param>
internal sealed record CriterionShape(string Member, string Name)
{
    public string Code { get; init; } = "";

    public string? Description { get; init; }

    public EquatableArray<string> Subcriteria { get; init; }

    /// <summary>The limit of an answer; null for the matrix's own.</summary>
    public int? MaxOutputTokens { get; init; }

    public string? Template { get; init; }

    public string? File { get; init; }

    /// <summary>The case studies that it is for, as the author named them; null for all.</summary>
    public EquatableArray<string>? Cases { get; init; }
}

/// <summary>A case study of a row.</summary>
/// <param name="Member">Its name in the enum.</param>
/// <param name="Name">The name that prompts and columns know it by.</param>
internal sealed record CaseStudyShape(string Member, string Name)
{
    public string? Context { get; init; }

    public string? Description { get; init; }

    /// <summary>The property that is the case; null where the attribute stands on the row.</summary>
    public string? Property { get; init; }

    /// <summary>The row's properties that feed it.</summary>
    public EquatableArray<string> Inputs { get; init; }

    /// <summary>What templates call them; empty where their own names tell.</summary>
    public EquatableArray<string> As { get; init; }

    /// <summary>Which of the attributes on the row and its bases, or on the property, it is, from 0.</summary>
    public int Place { get; init; }

    /// <summary>Whether a base type declares it.</summary>
    public bool IsInherited { get; init; }

    /// <summary>Whether a base type that is a row itself declares it, and reports what is wrong with it.</summary>
    public bool IsInheritedFromRow { get; init; }

    /// <summary>What templates call the row's properties that feed it, with the properties.</summary>
    public IEnumerable<(string Name, string Input)> Members
        => Inputs.Select((input, i) => (i < As.Count ? As[i] : Bare(input), input));

    // Cs1Background is the Background of cs1.
    private string Bare(string input)
        => input.Length > Name.Length && input.StartsWith(Name, StringComparison.OrdinalIgnoreCase) && !char.IsDigit(input[Name.Length])
            ? input.Substring(Name.Length).TrimStart('_')
            : input;
}
