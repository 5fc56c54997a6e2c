using System.Globalization;
using System.Text;

namespace Querent.Jinja2.Tests;

/// <summary>Makes templates at random that mean something, and counts what they are made of.</summary>
internal sealed class TemplateMaker(Random random)
{
    private readonly Stack<List<Known>> _scopes = new([[
        new("Text", Kind.Text), new("Count", Kind.Number), new("Flag", Kind.Truth), new("Level", Kind.Level), new("Owner.Name", Kind.Text),
        new("Tags", Kind.Texts), new("Numbers", Kind.Numbers), new("People", Kind.People), new("Grid", Kind.Grid), new("Owner", Kind.Person),
    ]]);

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private StringBuilder _text = new();
    private int _uncertain;
    private int _names;

    private enum Kind
    {
        Text,
        Number,
        Truth,
        Level,
        Texts,
        Numbers,
        People,
        Grid,
        Person,
    }

    /// <summary>How often each construct stands where it is surely reached.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    public string Make()
    {
        _text = new StringBuilder();
        for (int pieces = random.Next(3, 7); pieces > 0; pieces--)
        {
            Output();
            Piece(depth: 0);
        }

        return _text.ToString();
    }

    private void Piece(int depth)
    {
        switch (random.Next(depth < 3 ? 16 : 7))
        {
            case 0 or 1:
                Literal();
                break;
            case 2 or 3 or 4 or 5:
                Output();
                break;
            case 6:
                Comment();
                break;
            case 7:
                Raw();
                break;
            case 8 or 9 or 10:
                If(depth);
                break;
            case 11:
                Guard(depth);
                break;
            case 12:
                Include();
                break;
            case 13:
                ForPairs(depth);
                break;
            default:
                For(depth);
                break;
        }
    }

    private void Literal()
    {
        string[] texts = ["Classify: ", " \n", "\n", "  ", "\t", "a \"quoted\" 'word'", "<tag>", "{ }", "%", "# heading\n", "é😀 ", "line\r\n", "\\n", "\n\n  - "];
        _text.Append(Pick(texts));
    }

    private void Output()
    {
        (string open, string close) = Marks("{{", "}}");
        _text.Append(open).Append(' ').Append(OutputExpression()).Append(' ').Append(close);
    }

    private string OutputExpression()
    {
        Count("{{ }}");
        switch (random.Next(14))
        {
            case 0:
                return Counted("filter xml", $"{Text(depth: 1)} | xml");
            case 1:
                return Counted("filter default", $"{Nullable()} | default({Quoted()})");
            case 2:
                return Counted("filter default(…, true)", $"Note | default({Quoted()}, true)");
            case 3:
                return Counted("filter round", $"Ratio | round{Pick(["", "(1)", "(2)", "(0, 'floor')", "(1, 'ceil')", "(method='floor')"])}");
            case 4:
                return Counted("decimal", "Price");
            case 5:
                return Counted("boolean", Truth());
            case 6:
                return Counted("enum", "Level");
            case 7 or 8:
                return Number();
            case 9:
                return Counted("floating point", "Ratio");
            default:
                return Text();
        }
    }

    private void Comment()
    {
        (string open, string close) = Marks("{#", "#}");
        Count("comment");
        _text.Append(open).Append(Pick([" a comment ", "", " {{ Text }} {% if %} ", "\n two\n lines\n"])).Append(close);
    }

    private void Raw()
    {
        Count("raw");
        _text.Append(Tag("raw")).Append(Pick(["{{ Text }}", " {% if %} {# #} ", "", "\n}} %}\n"])).Append(Tag("endraw"));
    }

    private void Include()
    {
        Count("include");
        _text.Append(Tag($"include {Pick(["'plain.md'", "\"looping.md\"", "'parts/nested.md'"])}"));
    }

    private void If(int depth)
    {
        Count("if");
        _text.Append(Tag($"if {Truth()}"));
        Body(depth);
        while (random.Next(3) == 0)
        {
            Count("elif");
            _uncertain++;
            string condition = Truth();
            _uncertain--;
            _text.Append(Tag($"elif {condition}"));
            Body(depth);
        }

        if (random.Next(2) == 0)
        {
            Count("else of if");
            _text.Append(Tag("else"));
            Body(depth);
        }

        _text.Append(Tag("endif"));
    }

    /// <summary>A condition that makes a nullable value usable inside.</summary>
    private void Guard(int depth)
    {
        (string path, Kind kind) = Pick([("Note", Kind.Text), ("Large", Kind.Number), ("Owner.Nick", Kind.Text), ("Owner.Age", Kind.Number), ("Deputy", Kind.Person)]);
        Count("guard");
        _text.Append(Tag(Pick([$"if {path}", $"if {path} is not none", $"if {path} != none", $"if {path} and Flag"])));
        Body(depth, new Known(path, kind));
        _text.Append(Tag("endif"));
    }

    private void For(int depth)
    {
        Known list = Pick([.. All(Kind.Texts), .. All(Kind.Numbers), .. All(Kind.People), .. All(Kind.Grid)]);
        string item = $"x{_names++}";
        Count("for");
        _text.Append(Tag($"for {item} in {list.Path}"));
        List<Known> known = list.Kind switch
        {
            Kind.Texts => [new(item, Kind.Text)],
            Kind.Numbers => [new(item, Kind.Number)],
            Kind.Grid => [new(item, Kind.Texts)],
            _ => [new(item, Kind.Person), new($"{item}.Name", Kind.Text)],
        };
        LoopBody(depth, known, list.Kind.ToString());
    }

    private void ForPairs(int depth)
    {
        int number = _names++;
        if (random.Next(2) == 0)
        {
            Count("for over items()");
            _text.Append(Tag($"for k{number}, v{number} in Scores.items()"));
            LoopBody(depth, [new($"k{number}", Kind.Text), new($"v{number}", Kind.Number)], "items");
        }
        else
        {
            Count("for over keys");
            _text.Append(Tag($"for k{number} in Scores"));
            LoopBody(depth, [new($"k{number}", Kind.Text)], "keys");
        }
    }

    private void LoopBody(int depth, List<Known> known, string what)
    {
        Count($"for over {what}");
        known.AddRange([new("loop.index", Kind.Number), new("loop.index0", Kind.Number), new("loop.first", Kind.Truth), new("loop.last", Kind.Truth), new("loop.length", Kind.Number)]);
        if (random.Next(2) == 0)
        {
            string part = Pick(["loop.index", "loop.index0", "loop.first", "loop.last", "loop.length"]);
            Count(part);
            _text.Append($"{{{{ {part} }}}}");
        }

        Body(depth, [.. known]);
        if (random.Next(3) == 0)
        {
            Count("else of for");
            _text.Append(Tag("else"));
            Body(depth);
        }

        _text.Append(Tag("endfor"));
    }

    private void Body(int depth, params Known[] known)
    {
        _uncertain++;
        _scopes.Push([.. known]);
        for (int pieces = random.Next(1, 3); pieces > 0; pieces--)
        {
            Piece(depth + 1);
        }

        _scopes.Pop();
        _uncertain--;
    }

    private string Text(int depth = 0) => random.Next(depth > 1 ? 3 : 12) switch
    {
        0 => Counted("string literal", Quoted()),
        3 => Counted("filter upper", $"{Text(depth + 1)} | upper"),
        4 => Counted("filter lower", $"{Text(depth + 1)} | lower"),
        5 => Counted("filter trim", $"{Text(depth + 1)} | trim"),
        6 => Counted("filter truncate", $"{Text(depth + 1)} | truncate({Pick(["5", "9, true", "12, false, '~'", "6, leeway=0", "255"])})"),
        7 => Counted("filter join", $"{Pick([.. All(Kind.Texts), .. All(Kind.Numbers)]).Path} | join({Pick(["', '", "''", "'\\n'"])})"),
        8 => Counted("concatenation", $"({Operand()} ~ {Pick([Operand(), Any(Kind.Number), "'-'"])})"),
        9 => Conditional(depth),
        10 => Counted("filter indent", $"{Text(depth + 1)} | indent({Pick(["", "2", "2, true", "1, false, true"])})"),
        11 => Counted("index", $"Tags[{random.Next(3)}] | default({Quoted()})"),
        _ => Counted("path", Any(Kind.Text)),
    };

    private string Operand() => random.Next(2) == 0 ? Any(Kind.Text) : Quoted();

    private string Conditional(int depth)
    {
        string condition = Truth(depth + 1);
        _uncertain++;
        string text = $"({Any(Kind.Text)} if {condition} else {Quoted()})";
        _uncertain--;
        return Counted("a if c else b", text);
    }

    private string Number() => random.Next(5) switch
    {
        0 => Counted("filter length", $"{Pick([.. All(Kind.Texts), .. All(Kind.Numbers), .. All(Kind.People), new("Scores", Kind.Texts)]).Path} | length"),
        1 => Counted("filter length of text", $"{Operand()} | length"),
        2 => Counted("number literal", random.Next(-20, 500).ToString(CultureInfo.InvariantCulture)),
        3 => Counted("entry", $"Scores[{Pick(["'a'", "'c d'", "'nothing'"])}] | default({random.Next(9)})"),
        _ => Counted("path to a number", Any(Kind.Number)),
    };

    private string Truth(int depth = 0)
    {
        switch (random.Next(depth > 2 ? 12 : 16))
        {
            case 0:
                return Counted("boolean path", Any(Kind.Truth));
            case 1:
                return Counted("== of numbers", $"({Any(Kind.Number)} == {random.Next(-2, 9)})");
            case 2:
                return Counted("!= of numbers", $"({Any(Kind.Number)} != {random.Next(-2, 9)})");
            case 3:
                return Counted("order of numbers", $"({Any(Kind.Number)} {Pick(["<", "<=", ">", ">="])} {Any(Kind.Number)})");
            case 4:
                return Counted("== of texts", $"({Any(Kind.Text)} {Pick(["==", "!="])} {Pick([Any(Kind.Text), Quoted()])})");
            case 5:
                return Counted("== of an enum", $"(Level {Pick(["==", "!="])} {Pick(["'Low'", "'Normal'", "'High'"])})");
            case 6:
                return Counted("in a list", $"({Pick([Any(Kind.Number), "3"])} {Pick(["in", "not in"])} {Pick(["Numbers", "[1, 2, 3]"])})");
            case 7:
                return Counted("in a text", $"({Quoted()} {Pick(["in", "not in"])} {Any(Kind.Text)})");
            case 8:
                return Counted("in a dictionary", $"('a' {Pick(["in", "not in"])} Scores)");
            case 9:
                return Counted("is none", $"({Pick(["Note", "Owner.Nick", "Large", "Owner.Age", "Maybe", "Deputy"])} is {Pick(["none", "not none"])})");
            case 10:
                return Counted("truth of text", $"(not {Any(Kind.Text)})");
            case 11:
                return Counted("truth of a list", $"(not {Pick(["Tags", "Numbers", "People", "Scores"])})");
            case 12:
                return Counted("not", $"(not {Truth(depth + 1)})");
            case 13:
                return Counted("comparison chain", $"({random.Next(3)} < {Any(Kind.Number)} <= {random.Next(3, 20)})");
            default:
                string left = Truth(depth + 1);
                _uncertain++;
                string right = Truth(depth + 1);
                _uncertain--;
                string name = Pick(["and", "or"]);
                return Counted(name, $"({left} {name} {right})");
        }
    }

    private string Nullable() => Pick(["Note", "Owner.Nick"]);

    private string Quoted() => Pick(["'a'", "\"b\"", "'it\\'s'", "'\\n'", "'<&>'", "'é 😀'", "''", "'two words'", "'\\\\'"]);

    private string Tag(string content)
    {
        (string open, string close) = Marks("{%", "%}");
        return $"{open} {content} {close}";
    }

    private (string Open, string Close) Marks(string open, string close)
    {
        bool before = random.Next(6) == 0, after = random.Next(6) == 0;
        if (before)
        {
            Count("white space control before");
        }

        if (after)
        {
            Count("white space control after");
        }

        return (before ? open + "-" : open, after ? "-" + close : close);
    }

    private string Any(Kind kind) => Pick([.. All(kind)]).Path;

    private IEnumerable<Known> All(Kind kind) => _scopes.SelectMany(scope => scope).Where(known => known.Kind == kind);

    private T Pick<T>(T[] choices) => choices[random.Next(choices.Length)];

    private string Counted(string construct, string text)
    {
        Count(construct);
        return text;
    }

    private void Count(string construct)
    {
        if (_uncertain == 0)
        {
            _counts[construct] = _counts.GetValueOrDefault(construct) + 1;
        }
    }

    private sealed record Known(string Path, Kind Kind);
}
