using Querent.Generators.Model;

namespace Querent.Generators.Binding;

/// <summary>What is asked in one request: a query, or one cell of a matrix.</summary>
/// <param name="Member">The property that holds the answer, or the matrix.</param>
/// <param name="Case">The cell's case study; null for a single query.</param>
/// <param name="Criterion">The cell's criterion; null for a single query.</param>
internal sealed record QueryUnit(RowMember Member, CaseStudyShape? Case, CriterionShape? Criterion)
{
    /// <summary>Its name for people: <c>Triage</c>, <c>Marks[Small, Clarity]</c>.</summary>
    public string Name => Case is null ? Member.Name : $"{Member.Name}[{Case.Member}, {Criterion!.Member}]";

    /// <summary>A name for what is generated for it, which two cells may share: <c>Triage</c>, <c>MarksSmallClarity</c>.</summary>
    public string Key => Member.Name + Case?.Member + Criterion?.Member;

    /// <summary>What it asks of the model beside its prompt.</summary>
    public RequestShape RequestOf(RowShape row)
        => new RequestShape { MaxOutputTokens = Criterion?.MaxOutputTokens }.Or(Member.Query!.Request).Or(row.Request);

    /// <summary>Where its columns' names begin: <c>small_clarity</c>.</summary>
    public string ColumnName => Case is null
        ? Member.ColumnName
        : Naming.Join(Member.ColumnName, Naming.Join(Naming.NameOf(Case.Name), Naming.NameOf(Criterion!.Name)));

    /// <summary>How its names become those of columns.</summary>
    public NamingPolicy Naming { get; init; }

    /// <summary>A row's units, in the order of its properties, a matrix's case by case.</summary>
    public static IEnumerable<QueryUnit> Of(RowShape row)
        => row.Members.Where(member => member.Role == RowMemberRole.Query).SelectMany(member => Of(row, member));

    /// <summary>A query's units.</summary>
    public static IEnumerable<QueryUnit> Of(RowShape row, RowMember member)
    {
        if (member.Query!.Matrix is not { } matrix)
        {
            return [new QueryUnit(member, Case: null, Criterion: null) { Naming = row.Naming }];
        }

        return matrix.Fault != MatrixFault.None
            ? []
            : row.CaseStudies.SelectMany(study => matrix.Criteria.Where(criterion => IsFor(criterion, study)).Select(criterion => new QueryUnit(member, study, criterion) { Naming = row.Naming }));
    }

    /// <summary>Whether a name that an author wrote means a case study.</summary>
    public static bool Means(string name, CaseStudyShape study) => name == study.Member || name == study.Name || name == study.Property;

    private static bool IsFor(CriterionShape criterion, CaseStudyShape study)
        => criterion.Cases is not { } cases || cases.Any(name => Means(name, study));
}
