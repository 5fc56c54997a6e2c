using Querent.Generators.Binding;
using Querent.Generators.Diagnostics;
using Querent.Generators.Model;

namespace Querent.Generators.Advice;

/// <summary>Finds enums in answers that nobody described and whose members are single letters, numbers or abbreviations.</summary>
internal sealed class EnumAdvice
{
    private const int MostNamed = 3;

    private readonly TypeTable _types;
    private readonly List<Problem> _problems;
    private readonly HashSet<(int Owner, string Member)> _seen = [];

    private EnumAdvice(TypeTable types, List<Problem> problems)
    {
        _types = types;
        _problems = problems;
    }

    public static void Give(IEnumerable<RowMember> queries, TypeTable types, List<Problem> problems)
    {
        var advice = new EnumAdvice(types, problems);
        foreach (RowMember query in queries)
        {
            if (AnswerMembers.IsWrapped(query, types))
            {
                advice.Visit(query.Name, query.Answer!, query.Name, []);
            }
            else
            {
                advice.VisitMembers(query.Name, query.Type.Id, []);
            }
        }
    }

    private void VisitMembers(string query, int owner, IReadOnlyList<string> path)
    {
        foreach (MemberShape member in AnswerMembers.Of(_types.Types[owner]))
        {
            if (_seen.Add((owner, member.Name)))
            {
                Visit(query, member, member.Name, [.. path, member.Name]);
            }
        }
    }

    private void Visit(string query, MemberShape member, string name, IReadOnlyList<string> path)
    {
        TypeRef type = member.Type;
        while (_types[type].Kind == ValueKind.List)
        {
            type = _types[type].Element;
            path = [.. path, "[]"];
        }

        TypeShape shape = _types[type];
        if (shape.Kind == ValueKind.Object)
        {
            VisitMembers(query, type.Id, path);
        }
        else if (shape.Kind == ValueKind.Enum && IsEmpty(member.Description) && IsEmpty(shape.Description) && IsObscure(shape))
        {
            IEnumerable<string> names = shape.EnumMembers.Take(MostNamed).Select(one => one.WireName);
            string more = shape.EnumMembers.Count > MostNamed ? ", …" : "";
            _problems.Add(new Problem(AdviceRules.ObscureEnum, Site.Answer(query, path), name, shape.DisplayName, string.Join(", ", names) + more));
        }
    }

    private static bool IsEmpty(string? text) => string.IsNullOrWhiteSpace(text);

    // One name that is a word tells what the others are about.
    private static bool IsObscure(TypeShape type) => type.EnumMembers.Count > 1 && type.EnumMembers.All(member => TellsLittle(member.WireName));

    private static bool TellsLittle(string name)
    {
        string letters = string.Concat(name.Where(char.IsLetter));
        bool isAbbreviation = letters.Length <= 3 && !letters.Any(c => c is > '\u007f' || "aeiouyAEIOUY".IndexOf(c) >= 0);
        return name.Length <= 4 && (letters.Length <= 1 || isAbbreviation);
    }
}
