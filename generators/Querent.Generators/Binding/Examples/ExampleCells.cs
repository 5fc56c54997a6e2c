using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Binding.Examples;

/// <summary>Says which cells of a matrix an example is for.</summary>
internal static class ExampleCells
{
    public static bool IsFor(ExampleShape example, QueryUnit unit)
        => (example.Case is not { } study || unit.Case is not { } own || QueryUnit.Means(study, own))
            && (example.Criterion is not { } criterion || unit.Criterion is not { } ownCriterion || Means(criterion, ownCriterion));

    /// <summary>Checks that each of a query's examples is for something.</summary>
    public static void Check(RowShape row, RowMember query, List<Problem> problems)
    {
        IReadOnlyList<QueryUnit> units = QueryUnit.Of(row, query).ToList();
        for (int place = 0; place < query.Examples.Count; place++)
        {
            ExampleShape example = query.Examples[place];
            if (query.Query!.Matrix is not { } matrix)
            {
                ReportIf(example.Case is not null, place, nameof(example.Case), "it is no matrix; leave Case out");
                ReportIf(example.Criterion is not null, place, nameof(example.Criterion), "it is no matrix; leave Criterion out");
                continue;
            }

            bool hasCase = example.Case is not { } study || row.CaseStudies.Any(own => QueryUnit.Means(study, own));
            bool hasCriterion = example.Criterion is not { } criterion || matrix.Criteria.Any(own => Means(criterion, own));
            ReportIf(!hasCase, place, nameof(example.Case), $"there is no case study '{example.Case}'{NearestName.Of(example.Case ?? "", row.CaseStudies.Select(own => own.Member)).Advice}");
            ReportIf(!hasCriterion, place, nameof(example.Criterion), $"there is no criterion '{example.Criterion}'{NearestName.Of(example.Criterion ?? "", matrix.Criteria.Select(own => own.Member)).Advice}");
            ReportIf(
                hasCase && hasCriterion && !units.Any(unit => IsFor(example, unit)),
                place,
                example.Criterion is null ? nameof(example.Case) : nameof(example.Criterion),
                example.Criterion is null ? $"'{example.Case}' is asked nothing" : $"'{example.Criterion}' is not asked of '{example.Case}'");
        }

        void ReportIf(bool isWrong, int place, string argument, string reason)
        {
            if (isWrong)
            {
                problems.Add(new Problem(ExampleRules.Cell, Site.Example(query.Name, place, argument), query.Name, reason));
            }
        }
    }

    private static bool Means(string name, CriterionShape criterion) => name == criterion.Member || name == criterion.Name;
}
