using System.Text.RegularExpressions;
using Querent.Generators.Tests.Harness;

namespace Querent.Templates.Benchmarks.Fuzzing;

/// <summary>Random templates: some by the grammar, and more that were so before something was done to them.</summary>
/// <param name="random">What chooses.</param>
/// <param name="ofCells">Whether they are for the cells of a matrix.</param>
internal sealed partial class TemplateMutations(Random random, bool ofCells)
{
    private const int MostRepetitions = 300;
    private const int Remembered = 200;
    private const int Longest = 1_500;

    private static readonly string[] Pieces =
    [
        "{{", "}}", "{%", "%}", "{#", "#}", "{{-", "-}}", "{%-", "-%}", "{%+", "+%}", "{% raw %}", "{% endraw %}", "{% if Yes %}", "{% endif %}", "{% else %}", "{% elif Maybe %}",
        "{% for x in Tags %}", "{% endfor %}", "(", ")", "[", "]", "\"", "'", "\\", "\\x", "\\u12", "|", "~", ".", ",", "=", "==", "-", "1", "9999999999999999999", "1e999", "0.5.5", " not ", " in ", " is ", " if ", " else ", " or ",
        "none", "true", "loop", "é", "ß", "\u0301", "א", "\0", "\u0001", "\u001c", "\u0085", "\u2028", "\ufeff", "\uffff", "\ud800", "\udc00", "😀", "\r", "\n", "\r\n", "\t", "\u00a0", "*/", "//", "\"\"\"", "@", "#", "{", "}", "%", "$",
    ];

    private readonly RandomTemplates _grammar = new(random, ofCells);
    private readonly List<string> _valid = [ofCells ? "{{ case.Text }}{% for x in Cells[case] %}{{ x.Criterion.Code }}{% endfor %}" : "{{ Text }}"];

    /// <summary>Takes a template up as one to start from.</summary>
    public void Remember(string valid)
    {
        if (_valid.Count < Remembered)
        {
            _valid.Add(valid);
        }
        else
        {
            _valid[random.Next(Remembered)] = valid;
        }
    }

    public string Next()
    {
        if (random.Next(3) == 0)
        {
            return _grammar.Next();
        }

        string template = random.Next(2) == 0 ? _grammar.Next() : Pick(_valid);
        for (int i = random.Next(1, 4); i > 0; i--)
        {
            template = Mutate(template);
        }

        return template.Length <= Longest ? template : template[..Longest];   // or else they would grow for ever
    }

    private string Mutate(string template)
    {
        (int from, int to) = Range(template);
        string middle = template[from..to];
        switch (random.Next(9))
        {
            case 0: return template[..from] + template[to..];
            case 1: return template[..to] + middle + template[to..];
            case 2: return template[..from] + Pick(Pieces) + template[from..];
            case 3: return template[..from] + Pick(Pieces) + template[to..];
            case 4: return template[..from] + Pick(_valid) + template[from..];
            case 5:
                string other = Pick(_valid);
                return template[..from] + other[random.Next(other.Length + 1)..];
            case 6: return template[..from] + string.Concat(Enumerable.Repeat(random.Next(2) == 0 ? Pick(Pieces) : middle, random.Next(2, MostRepetitions / Math.Max(1, middle.Length) + 3))) + template[from..];
            case 7: return template.Replace("\n", Pick(["\r\n", "\r", "\n\r"]), StringComparison.Ordinal);
            default: return MutateTokens(template);
        }
    }

    // Of two tokens one is dropped, or doubled, or both change places.
    private string MutateTokens(string template)
    {
        List<string> tokens = [.. Tokens().Matches(template).Select(match => match.Value)];
        if (tokens.Count < 2)
        {
            return template;
        }

        (int one, int other) = (random.Next(tokens.Count), random.Next(tokens.Count));
        switch (random.Next(3))
        {
            case 0: tokens.RemoveAt(one); break;
            case 1: tokens.Insert(other, tokens[one]); break;
            default: (tokens[one], tokens[other]) = (tokens[other], tokens[one]); break;
        }

        return string.Concat(tokens);
    }

    private (int From, int To) Range(string template)
    {
        int from = random.Next(template.Length + 1);
        return (from, Math.Min(template.Length, from + random.Next(1, 12)));
    }

    private string Pick(IReadOnlyList<string> items) => items[random.Next(items.Count)];

    [GeneratedRegex(@"\w+|\s+|[{}%#]{2}-?|.", RegexOptions.Singleline)]
    private static partial Regex Tokens();
}
