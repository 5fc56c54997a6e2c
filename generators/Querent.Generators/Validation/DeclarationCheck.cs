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

        foreach (RowMember query in row.Members)
        {
            if (query.Role == RowMemberRole.Query)
            {
                CheckQuery(query, problems);
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

    private static void CheckQuery(RowMember query, List<Problem> problems)
    {
        if (!query.IsSettable && !query.IsPositional)
        {
            problems.Add(new Problem(RowRules.QueryNotSettable, Site.Member(query.Name), query.Name));
        }
        else if (!query.IsRequired && !query.IsPositional)
        {
            problems.Add(new Problem(RowRules.QueryNotRequired, Site.Member(query.Name), query.Name));
        }

        if (query.Query!.MaxOutputTokens < 0)
        {
            string limit = query.Query.MaxOutputTokens.ToString(System.Globalization.CultureInfo.InvariantCulture);
            problems.Add(new Problem(RowRules.BadTokenLimit, Site.QueryArgument(query.Name, "MaxOutputTokens"), query.Name, limit));
        }

        // Prompts gets a class of the query's name, which must not be the name of something in it.
        if (query.Name is "Render" or "TemplateHash")
        {
            problems.Add(new Problem(RowRules.ReservedName, Site.Member(query.Name), query.Name, "Prompts"));
        }
    }
}
