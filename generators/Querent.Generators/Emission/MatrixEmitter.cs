using Querent.Generators.Binding;
using Querent.Generators.Discovery;
using Querent.Generators.Model;

namespace Querent.Generators.Emission;

/// <summary>Writes the enum of case studies, and which cells each matrix has.</summary>
internal static class MatrixEmitter
{
    /// <summary>The type of a query's property: of an answer, or of a matrix.</summary>
    public static string AnswerType(RowMember member, RowShape row)
    {
        string answer = Access.TypeName(member.Type, row.Types);
        return member.Query!.Matrix is { } matrix ? $"global::Querent.Matrix<{Axes(matrix, row)}, {answer}>" : answer;
    }

    public static void EmitCase(SourceWriter writer, RowShape row)
    {
        string hides = row.Is(RowTraits.HidesCase) ? "new " : "";
        writer.Blank();
        writer.Line($"/// <summary>The case studies of a <see cref=\"{row.FullName}\"/>.</summary>");
        writer.Line(RowEmitter.GeneratedCode);
        writer.Open($"public {hides}enum {MatrixReader.CaseName}");
        var members = new HashSet<string>(StringComparer.Ordinal);
        foreach (CaseStudyShape study in row.CaseStudies)
        {
            // In a row that has an error, names may be wrong or the same.
            if (study.Member.Length == 0 || char.IsDigit(study.Member[0]) || !members.Add(study.Member))
            {
                continue;
            }

            if (members.Count > 1)
            {
                writer.Blank();
            }

            writer.Line($"/// <summary>{Literal.Doc(study.Description ?? study.Context ?? study.Name)}</summary>");
            if (study.Name != study.Member)
            {
                writer.Line($"[global::System.Text.Json.Serialization.JsonStringEnumMemberName({Literal.Of(study.Name)})]");
            }

            writer.Line($"{Identifier.Escape(study.Member)},");
        }

        writer.Close();
    }

    public static void EmitLayouts(SourceWriter writer, RowProgram program, HelperNames names)
    {
        foreach (IGrouping<RowMember, QueryProgram> queries in program.ByMember)
        {
            if (queries.Key.Query!.Matrix is { } matrix)
            {
                string type = $"global::Querent.MatrixLayout<{Axes(matrix, program.Row)}>";
                writer.Lines(
                    $"private static readonly {type} {names.ForQuery("Layout", queries.Key.Name)} = new(",
                    queries.Select(query => $"({CaseOf(query.Unit, program.Row)}, {CriterionOf(query.Unit, program.Row)})").ToList(),
                    ",",
                    ");");
                writer.Blank();
            }
        }
    }

    /// <summary>The member of the enum of case studies that a cell is of.</summary>
    public static string CaseOf(QueryUnit unit, RowShape row) => $"{row.Types[row.Case!.Value].FullName}.{Identifier.Escape(unit.Case!.Member)}";

    /// <summary>The member of the enum of criteria that a cell is of.</summary>
    public static string CriterionOf(QueryUnit unit, RowShape row)
        => $"{row.Types[unit.Member.Query!.Matrix!.Criterion].FullName}.{Identifier.Escape(unit.Criterion!.Member)}";

    /// <summary>The C# names of the enums of a matrix.</summary>
    public static (string Case, string Criterion) AxesOf(MatrixShape matrix, RowShape row)
        => (row.Types[row.Case!.Value].FullName, row.Types[matrix.Criterion].FullName);

    private static string Axes(MatrixShape matrix, RowShape row)
    {
        (string study, string criterion) = AxesOf(matrix, row);
        return $"{study}, {criterion}";
    }
}
