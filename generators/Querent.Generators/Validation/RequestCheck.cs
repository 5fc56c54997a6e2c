using System.Globalization;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Validation;

/// <summary>Checks what a row and its queries ask of the model beside their prompts.</summary>
internal static class RequestCheck
{
    private const int MostStops = 4;

    public static void Run(RowShape row, List<Problem> problems)
    {
        Check(row.Request, row.Name, argument => Site.RowArgument(argument), problems);
        foreach (RowMember query in row.Members.Where(member => member.Role == RowMemberRole.Query))
        {
            Check(query.Query!.Request, query.Name, argument => Site.QueryArgument(query.Name, argument), problems);
        }
    }

    private static void Check(RequestShape request, string owner, Func<string, Site> site, List<Problem> problems)
    {
        if (request.MaxOutputTokens is { } limit and < 1)
        {
            problems.Add(new Problem(RowRules.BadTokenLimit, site(nameof(request.MaxOutputTokens)), owner, Text(limit)));
        }

        if (request.Temperature is { } temperature && temperature is not (>= 0 and <= 2))
        {
            Report(nameof(request.Temperature), Text(temperature), "give a number from 0 to 2");
        }

        if (request.TopP is { } topP && topP is not (> 0 and <= 1))
        {
            Report(nameof(request.TopP), Text(topP), "give a number above 0, up to 1");
        }

        if (request.Stop is { } stop && (stop.Count > MostStops || stop.Any(text => text.Length == 0)))
        {
            Report(nameof(request.Stop), stop.Any(text => text.Length == 0) ? "partly empty" : $"{Text(stop.Count)} texts", $"give up to {Text(MostStops)} texts of a character or more");
        }

        if (request.ReasoningEffort is { } effort && string.IsNullOrWhiteSpace(effort))
        {
            Report(nameof(request.ReasoningEffort), "empty", "give an effort as the provider spells it, such as \"low\"");
        }

        void Report(string argument, string value, string advice)
            => problems.Add(new Problem(RowRules.BadRequestValue, site(argument), argument, owner, value, advice));
    }

    private static string Text(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
