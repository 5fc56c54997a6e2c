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

    /// <summary>What is said of a matrix whose case studies are not the row's.</summary>
    public static string ForeignCase(RowShape row)
        => $"its first type argument has to be '{row.Name}.Case', the enum that is generated from the [CaseStudy] members of '{row.Name}'";

    /// <summary>Whether the cells can be bound.</summary>
    public static bool Run(RowShape row, List<Problem> problems)
    {
        var check = new MatrixCheck(row, problems);
        int before = problems.Count;
        check.CheckCaseStudies();
        foreach (RowMember member in row.Members)
        {
            check.CheckMember(member);
        }

        return problems.Count == before;
    }

    private void CheckCaseStudies()
    {
        var members = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (CaseStudyShape study in _row.CaseStudies)
        {
            if (study is { Property: null, Name: "" })
            {
                Report(study, "", "has no name; where it stands on the row, give it one, and the properties that feed it: [CaseStudy(\"first\", nameof(…))]");
                continue;
            }

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

            // A name would mean two of them.
            if (_row.CaseStudies.FirstOrDefault(other => !string.Equals(other.Member, study.Member, StringComparison.OrdinalIgnoreCase) && other.Property is { } property && (property == study.Name || property == study.Member)) is { } twin)
            {
                Report(study, "0", $"has the name of the property '{twin.Property}', which is another case study; give it one of its own");
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
                Report(study, "", $"stands on '{study.Property}', which does not come in with the row; mark a property that does");
            }
            else if (_row.Input is not null && !Inputs.Contains(study.Property))
            {
                Report(study, "", $"stands on '{study.Property}', which '{_row.Types[_row.Input.Type].DisplayName}' does not have; mark a property that comes in with the row");
            }
        }
    }

    /// <summary>The names that templates know the input by.</summary>
    private IReadOnlyCollection<string> Inputs => _row.Input is { } input
        ? _row.Types[input.Type].Members.Select(member => member.Name).ToList()
        : _row.Members.Where(member => member.Role == RowMemberRole.Input).Select(member => member.Name).ToList();

    private void CheckInputs(CaseStudyShape study)
    {
        if (study.Inputs.Count == 0)
        {
            Report(study, "", "names no property of the row; name those that feed it: nameof(…)");
        }

        IReadOnlyCollection<string> inputs = Inputs;
        for (int i = 0; i < study.Inputs.Count; i++)
        {
            string input = study.Inputs[i];
            string place = (i + 1).ToString(CultureInfo.InvariantCulture);
            if (!inputs.Contains(input))
            {
                Report(study, place, $"names '{input}', which does not come in with the row{(NearestName.Of(input, inputs) is { Names.Count: > 0 } guess ? guess.Advice : "; name a property that does")}");
            }
            else if (study.Inputs.Take(i).Contains(input))
            {
                Report(study, place, $"names '{input}' twice; leave one out");
            }
        }

        CheckNames(study);
    }

    private void CheckNames(CaseStudyShape study)
    {
        if (study.As.Count > 0 && study.As.Count != study.Inputs.Count)
        {
            Report(study, nameof(study.As), $"has {Text(study.Inputs.Count)} inputs, and As = […] has {Text(study.As.Count)}; give one name for each");
            return;
        }

        var members = study.Members.ToList();
        if (members.GroupBy(member => member.Name).FirstOrDefault(group => group.Select(member => member.Input).Distinct().Count() > 1) is { } same)
        {
            Report(study, study.As.Count > 0 ? nameof(study.As) : "", $"calls both '{string.Join("' and '", same.Select(member => member.Input))}' by the name '{same.Key}'; tell them apart with As = […]");
        }

        if (members.FindIndex(member => !IsName(member.Name)) is var place and >= 0)
        {
            Report(study, study.As.Count > 0 ? nameof(study.As) : "", $"calls '{members[place].Input}' by '{members[place].Name}', which no template can write; give it a name of letters and digits by As = […]", place);
        }
    }

    private static bool IsName(string name)
        => name.Length > 0 && (char.IsLetter(name[0]) || name[0] == '_') && name.All(c => char.IsLetterOrDigit(c) || c == '_');

    private void CheckMember(RowMember member)
    {
        if (member.IsQueryTwice)
        {
            string surplus = member.Query!.Matrix is null or { Fault: MatrixFault.NoMatrix } ? "QueryMatrix" : "Query";
            Report(member, member.Query.Matrix?.TypeName ?? _row.Types[member.Type].DisplayName, $"it is marked both with [Query] and with [QueryMatrix]; leave out [{surplus}]");
        }
        else if (member.IsUnmarkedMatrix)
        {
            Report(member, _row.Types[member.Type].DisplayName, "a matrix of the row's own case studies is an answer; mark it with [QueryMatrix]");
        }
        else if (member.Query?.Matrix is { Fault: MatrixFault.CasesOfBase })
        {
            CaseStudyShape study = _row.CaseStudies.First(candidate => !candidate.IsInherited);
            Report(study, "", $"is added to those of a base row, whose '{member.Name}' has an enum of its own for its case studies; declare all of them where '{member.Name}' is");
        }
        else if (member.Query?.Matrix is { } matrix)
        {
            CheckMatrix(member, matrix);
        }
    }

    private void CheckMatrix(RowMember member, MatrixShape matrix)
    {
        // In a row that is not completed "Case" means the base row's.
        if (matrix.Fault == MatrixFault.ForeignCase && _row.Members.Any(other => other.Query?.Matrix?.Fault == MatrixFault.CasesOfBase))
        {
            return;
        }

        string? fault = matrix.Fault switch
        {
            MatrixFault.NoMatrix => "a [QueryMatrix] is a Matrix<Case, TCriterion, TAnswer>; give it that type, or mark it with [Query]",
            MatrixFault.Nullable => "a matrix itself is never null; leave out the '?', or put it behind the type of the answer",
            MatrixFault.ForeignCase => ForeignCase(_row),
            MatrixFault.NoEnum => "its second type argument has to be an enum, whose members are the criteria",
            _ => member.Query!.IsMatrix ? null : "a matrix is marked with [QueryMatrix]",
        };
        if (fault is not null)
        {
            string? attribute = matrix.Fault switch { MatrixFault.NoMatrix => "Query", MatrixFault.None => "QueryMatrix", _ => null };
            Report(member, matrix.TypeName, fault, attribute);
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
            Report(member, matrix.TypeName, $"'{name}' has no members to be criteria; give it some");
            return;
        }

        if (_row.Types[matrix.Criterion].EnumMembers.GroupBy(criterion => criterion.Value).FirstOrDefault(group => group.Count() > 1) is { } twins)
        {
            string names = string.Join("' and '", twins.Select(criterion => criterion.Name));
            Report(member, matrix.TypeName, $"'{names}' are one value, so that they cannot be two criteria; give each a value of its own");
            return;
        }

        CheckCriteria(member, matrix);
        CheckCells(member);
    }

    private void CheckCriteria(RowMember member, MatrixShape matrix)
    {
        foreach (CriterionShape criterion in matrix.Criteria)
        {
            EquatableArray<string> cases = criterion.Cases ?? default;
            for (int i = 0; i < cases.Count; i++)
            {
                string name = cases[i];
                if (!_row.CaseStudies.Any(study => QueryUnit.Means(name, study)))
                {
                    NameGuess guess = NearestName.Of(name, _row.CaseStudies.Select(study => study.Property ?? study.Name));
                    Site site = Site.CriterionArgument(member.Name, criterion.Member, nameof(criterion.Cases), i);
                    _problems.Add(new Problem(MatrixRules.UnknownCase, site, _row.Name, name, guess.Advice)
                    {
                        Mend = guess.Names.Count == 0 ? null : new Mend(site, guess.Names, guess.IsCertain),
                    });
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

        bool isUnknown = member.Query!.Matrix!.Criteria.Any(criterion => (criterion.Cases ?? default).Any(name => !_row.CaseStudies.Any(study => QueryUnit.Means(name, study))));
        foreach (CaseStudyShape study in _row.CaseStudies)
        {
            // A name that means nothing may have been meant to be this one's.
            if (!isUnknown && cells.All(cell => cell.Case != study))
            {
                _problems.Add(new Problem(MatrixRules.NeverAsked, Site.Member(member.Name), member.Name, study.Name));
            }
        }
    }

    private void Report(CaseStudyShape study, string argument, string problem, int? item = null)
        => _problems.Add(new Problem(
            MatrixRules.BadCaseStudy, Site.CaseStudy(study.Property ?? "", study.Place, argument, item), study.Name.Length > 0 ? study.Name : _row.Name, problem));

    private void Report(RowMember member, string type, string problem, string? attribute = null)
        => _problems.Add(new Problem(MatrixRules.WrongType, Site.Member(member.Name), member.Name, type, problem)
        {
            Mend = attribute is null ? null : new Mend(Site.Member(member.Name), attribute),
        });

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
