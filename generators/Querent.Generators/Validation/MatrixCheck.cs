using System.Globalization;
using Querent.Generators.Binding;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks the case studies of a row, and the types and criteria of its matrices.</summary>
internal sealed class MatrixCheck
{
    /// <summary>The most cells of a row: each has a renderer of its own.</summary>
    private const int MostCells = 1_000;

    private readonly RowShape _row;
    private readonly List<Problem> _problems;

    private MatrixCheck(RowShape row, List<Problem> problems)
    {
        _row = row;
        _problems = problems;
    }

    /// <summary>Whether the cells can be bound.</summary>
    public static bool Run(RowShape row, List<Problem> problems)
    {
        var check = new MatrixCheck(row, problems);
        int before = problems.Count;
        check.CheckCaseStudies();
        foreach (RowMember member in row.Members.Where(member => member.Query?.Matrix is not null))
        {
            check.CheckMatrix(member, member.Query!.Matrix!);
        }

        return problems.Count == before;
    }

    private void CheckCaseStudies()
    {
        var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (CaseStudyShape study in _row.CaseStudies)
        {
            if (study.Member.Length == 0 || char.IsDigit(study.Member[0]))
            {
                Report(study, "0", "has no name that an enum's member could have; let it begin with a letter");
            }
            else if (members.TryGetValue(study.Member, out string? other))
            {
                Report(study, "0", $"has the name of another, '{other}'; give it one of its own");
            }
            else
            {
                members.Add(study.Member, study.Name);
            }

            if (study.Property is null)
            {
                CheckInputs(study);
            }
            else if (study.Inputs.Count > 0)
            {
                Report(study, "1", $"stands on '{study.Property}', which is its input; name inputs where it stands on the row");
            }
            else if (_row.Members.First(member => member.Name == study.Property).Role != RowMemberRole.Input)
            {
                Report(study, "", $"stands on '{study.Property}', which does not come in with the row");
            }
        }
    }

    private void CheckInputs(CaseStudyShape study)
    {
        if (study.Inputs.Count == 0)
        {
            Report(study, "", "names no property of the row; name those that feed it: nameof(…)");
        }

        string[] inputs = _row.Members.Where(member => member.Role == RowMemberRole.Input).Select(member => member.Name).ToArray();
        for (int i = 0; i < study.Inputs.Count; i++)
        {
            string input = study.Inputs[i];
            string place = (i + 1).ToString(CultureInfo.InvariantCulture);
            if (!inputs.Contains(input))
            {
                Report(study, place, $"names '{input}', which does not come in with the row{NearestName.Of(input, inputs).Advice}");
            }
            else if (study.Inputs.Take(i).Contains(input))
            {
                Report(study, place, $"names '{input}' twice");
            }
        }

        if (study.As.Count > 0 && study.As.Count != study.Inputs.Count)
        {
            Report(study, nameof(study.As), $"has {Text(study.As.Count)} names for {Text(study.Inputs.Count)} inputs; give one for each");
        }

        if (study.Members.GroupBy(member => member.Name).FirstOrDefault(group => group.Count() > 1) is { } same)
        {
            Report(study, study.As.Count > 0 ? nameof(study.As) : "", $"calls both '{string.Join("' and '", same.Select(member => member.Input))}' by the name '{same.Key}'; tell them apart with As = […]");
        }
    }

    private void CheckMatrix(RowMember member, MatrixShape matrix)
    {
        string? fault = matrix.Fault switch
        {
            MatrixFault.NoMatrix => "a [QueryMatrix] is a Matrix<Case, TCriterion, TAnswer>; give it that type, or mark it with [Query]",
            MatrixFault.Nullable => "a matrix itself is never null; leave out the '?', or put it behind the type of the answer",
            MatrixFault.ForeignCase => $"its first type argument has to be '{_row.Name}.Case', the enum that is generated from the [CaseStudy] members of '{_row.Name}'",
            MatrixFault.NoEnum => "its second type argument has to be an enum, whose members are the criteria",
            _ => member.Query!.IsMatrix ? null : "a matrix is marked with [QueryMatrix]",
        };
        if (fault is not null)
        {
            _problems.Add(new Problem(MatrixRules.WrongType, Site.Member(member.Name), member.Name, matrix.TypeName, fault));
            return;
        }

        if (_row.CaseStudies.Count == 0)
        {
            _problems.Add(new Problem(MatrixRules.NoCaseStudy, Site.Member(member.Name), member.Name, _row.Name));
            return;
        }

        if (matrix.Criteria.Count == 0)
        {
            string name = _row.Types[matrix.Criterion].DisplayName;
            _problems.Add(new Problem(MatrixRules.WrongType, Site.Member(member.Name), member.Name, matrix.TypeName, $"'{name}' has no members to be criteria"));
            return;
        }

        if (_row.Types[matrix.Criterion].EnumMembers.GroupBy(criterion => criterion.Value).FirstOrDefault(group => group.Count() > 1) is { } twins)
        {
            string names = string.Join("' and '", twins.Select(criterion => criterion.Name));
            _problems.Add(new Problem(MatrixRules.WrongType, Site.Member(member.Name), member.Name, matrix.TypeName, $"'{names}' are one value, so that they cannot be two criteria"));
            return;
        }

        CheckCriteria(member, matrix);
        CheckCells(member);
    }

    private void CheckCriteria(RowMember member, MatrixShape matrix)
    {
        foreach (CriterionShape criterion in matrix.Criteria)
        {
            foreach (string name in criterion.Cases ?? default)
            {
                if (!_row.CaseStudies.Any(study => QueryUnit.Means(name, study)))
                {
                    NameGuess guess = NearestName.Of(name, _row.CaseStudies.Select(study => study.Property ?? study.Name));
                    Site site = Site.CriterionArgument(member.Name, criterion.Member, nameof(criterion.Cases));
                    _problems.Add(new Problem(MatrixRules.UnknownCase, site, _row.Name, name, guess.Advice));
                }
            }

            if (criterion.MaxOutputTokens is < 1)
            {
                Site site = Site.CriterionArgument(member.Name, criterion.Member, nameof(criterion.MaxOutputTokens));
                _problems.Add(new Problem(RowRules.BadTokenLimit, site, criterion.Member, Text(criterion.MaxOutputTokens.Value)));
            }
        }
    }

    private void CheckCells(RowMember member)
    {
        var cells = QueryUnit.Of(_row, member).ToList();
        if (cells.Count > MostCells)
        {
            _problems.Add(new Problem(MatrixRules.TooManyCells, Site.Member(member.Name), member.Name, Text(cells.Count), Text(MostCells)));
        }

        foreach (CaseStudyShape study in _row.CaseStudies)
        {
            if (cells.All(cell => cell.Case != study))
            {
                _problems.Add(new Problem(MatrixRules.NeverAsked, Site.Member(member.Name), member.Name, study.Name));
            }
        }
    }

    private void Report(CaseStudyShape study, string argument, string problem)
        => _problems.Add(new Problem(MatrixRules.BadCaseStudy, Site.CaseStudy(study.Property ?? "", study.Place, argument), study.Name, problem));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
