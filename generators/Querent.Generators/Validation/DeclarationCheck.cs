using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks the declaration of a row and of its queries.</summary>
internal static class DeclarationCheck
{
    private const int CSharp11 = 1100;

    public static void Run(RowShape row, List<Problem> problems)
    {
        CheckRow(row, problems);
        foreach (ContainingTypeShape outer in row.ContainingTypes)
        {
            if (!outer.IsPartial)
            {
                problems.Add(new Problem(RowRules.ContainingTypeNotPartial, Site.ContainingType(outer.Name), outer.Name, row.Name));
            }
        }

        foreach (string name in row.ReservedNames)
        {
            problems.Add(new Problem(RowRules.ReservedName, Site.Member(name), name, row.Name));
        }

        foreach (RowMember image in row.Members.Where(member => member.Image is not null))
        {
            CheckImage(image, row.Types, problems);
        }

        foreach (RowMember query in row.Members)
        {
            if (query.Role == RowMemberRole.Query)
            {
                CheckQuery(query, row.Types, problems);
            }
        }
    }

    private static void CheckRow(RowShape row, List<Problem> problems)
    {
        ReportIf(!row.Is(RowTraits.RecordClass), RowRules.NotARecord);
        ReportIf(!row.Is(RowTraits.Partial), RowRules.NotPartial);
        ReportIf(row.Is(RowTraits.Generic), RowRules.Generic);
        ReportIf(row.Is(RowTraits.Abstract), RowRules.Abstract);
        ReportIf(row.Is(RowTraits.FileLocal), RowRules.FileLocal);
        ReportIf(row.LanguageVersion < CSharp11, RowRules.LanguageTooOld);
        ReportIf(row.Members.All(member => member.Role != RowMemberRole.Query), RowRules.NoQuery);
        if (!row.Is(RowTraits.Makeable))
        {
            Report(RowRules.NotMakeable, "it has no constructor without parameters, and its parameters are not positional");
        }

        if (row.RequiredField is { } field)
        {
            Report(RowRules.NotMakeable, $"its field '{field}' is required, and only properties are set; make it a property");
        }

        if (row.Unchecked is { } constraint)
        {
            Report(AnswerRules.UncheckedConstraint, constraint.Name, ConstraintCheck.OnRow);
        }

        foreach (PositionalShape parameter in row.Positional)
        {
            if (parameter is { HasProperty: false, Default: null })
            {
                Report(RowRules.NotMakeable, $"its parameter '{parameter.Name}' has no property of that name");
            }
        }

        void ReportIf(bool isWrong, Microsoft.CodeAnalysis.DiagnosticDescriptor rule)
        {
            if (isWrong)
            {
                Report(rule);
            }
        }

        void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor rule, params string[] more)
            => problems.Add(new Problem(rule, Site.Row, [row.Name, .. more]));
    }

    private static void CheckQuery(RowMember query, TypeTable types, List<Problem> problems)
    {
        if (!query.IsSettable && !query.IsPositional)
        {
            problems.Add(new Problem(RowRules.QueryNotSettable, Site.Member(query.Name), query.Name));
        }
        else if (!query.IsRequired && !query.IsPositional)
        {
            problems.Add(new Problem(RowRules.QueryNotRequired, Site.Member(query.Name), query.Name));
        }

        if (query.Query!.When is not null && !query.Type.IsNullable)
        {
            string what = query.Query.Matrix is null ? "type" : "answer";
            problems.Add(new Problem(RowRules.ConditionalNotNullable, Site.Member(query.Name), query.Name, what, types[query.Type].DisplayName));
        }

        // Prompts gets a class of the query's name, which must not be the name of something in it.
        if (query.Name is "Render" or "TemplateHash")
        {
            problems.Add(new Problem(RowRules.ReservedName, Site.Member(query.Name), query.Name, "Prompts"));
        }
    }

    private static void CheckImage(RowMember member, TypeTable types, List<Problem> problems)
    {
        string? problem = member.Role == RowMemberRole.Input
            ? ImageCheck.ProblemOf(types[member.Type], member.Image!)
            : "it does not come in with the row; leave out [Image]";
        if (problem is not null)
        {
            problems.Add(new Problem(RowRules.BadImage, Site.Member(member.Name), member.Name, problem));
        }
    }
}
