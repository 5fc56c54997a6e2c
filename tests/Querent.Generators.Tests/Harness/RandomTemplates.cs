namespace Querent.Generators.Tests.Harness;

/// <summary>Writes templates by the language's grammar, with no regard to types: many are wrong, and as many are right.</summary>
/// <param name="random">What chooses.</param>
/// <param name="ofCells">Whether they are for the cells of a matrix that may name those of another.</param>
internal sealed class RandomTemplates(Random random, bool ofCells = false)
{
    public const string Types = """
        public enum Mood { Calm, Angry }
        public sealed record Person(string Name, int Age, Person? Boss);
        public static class Filters { public static string Shout(string text, int times = 1) => text + times; public static int? Half(long? number) => (int?)(number / 2); }

        """;

    public const string Members = """
            public required string Text { get; init; }
            public string? Note { get; init; }
            public bool Yes { get; init; }
            public bool? Maybe { get; init; }
            public int Count { get; init; }
            public int? Some { get; init; }
            public byte Small { get; init; }
            public ulong Huge { get; init; }
            public double Ratio { get; init; }
            public decimal? Price { get; init; }
            public char Letter { get; init; }
            public Uri? Link { get; init; }
            public DateTime When { get; init; }
            public DateOnly? Day { get; init; }
            public Guid Id { get; init; }
            public Mood Mood { get; init; }
            public Mood? Other { get; init; }
            public required Person Author { get; init; }
            public required List<string> Tags { get; init; }
            public required IEnumerable<int?> Lazy { get; init; }
            public required Person?[] People { get; init; }
            public System.Collections.Immutable.ImmutableArray<double> Marks { get; init; }
            public required Dictionary<string, int> Scores { get; init; }
            public IReadOnlyDictionary<string, Person>? ByName { get; init; }

        """;

    /// <summary>Inputs for rows of these members: full, empty, and null wherever null may be.</summary>
    public static readonly string[] Inputs =
    [
        """
        new()
        {
            Text = "a <text>", Note = "note", Yes = true, Maybe = false, Count = 1, Some = 3, Small = 200, Huge = ulong.MaxValue, Ratio = -2.5, Price = 1.50m, Letter = 'é', Link = new Uri("http://a/b"),
            Day = new DateOnly(2026, 11, 24), Mood = Mood.Angry, Other = Mood.Calm, Author = new Person("Ann", 41, new Person("Bob", 60, null)), Tags = ["a", "b"], Lazy = [1, null, 3],
            People = [new Person("Cy", 1, null), null], Marks = [1.5, double.NaN], Scores = new() { ["a"] = 1, ["b"] = 0 }, ByName = new Dictionary<string, Person> { ["a <text>"] = new Person("Di", 2, null) },
        }
        """,
        """new() { Text = "x", Author = new Person("", 0, null), Tags = [], Lazy = [null], People = [null, null], Scores = new() }""",
        """new() { Text = "", Author = new Person("", 0, null), Tags = [], Lazy = [], People = [], Scores = new() }""",
    ];

    private static readonly string[] Values =
    [
        "Text", "Note", "Yes", "Maybe", "Count", "Some", "Small", "Huge", "Ratio", "Price", "Letter", "Link", "When", "Day", "Id", "Mood", "Other", "Author", "Author.Boss",
        "Author.Boss.Name", "Author.Boss.Age", "Tags", "Lazy", "People", "Marks", "Scores", "ByName", "Tags[0]", "Lazy[-1]", "People[Count]", "Marks[1]", "Scores['a']", "ByName[Text]",
        "People[0].Name", "x", "x.Name", "k", "v", "loop.index", "loop.last", "loop.length", "'Calm'", "'a'", "1", "-3", "300", "2.5", "5000000000", "true", "none", "['Calm', 'b']", "[1, 2]", "''",
    ];

    private static readonly string[] CellValues =
    [
        "case", "case.Name", "case.Context", "case.Description", "case.Input", "case.Text", "case.Some", "case.Author.Name", "criterion", "criterion.Name", "criterion.Code", "criterion.Description",
        "criterion.Subcriteria", "criterion.Subcriteria[0]", "Cells", "Cells[One, Right]", "Cells[case, criterion]", "Cells['two', Deep]", "Cells[one]", "Cells[Right]", "Cells[case]", "Cells.Cases", "Cells.Criteria",
        "Cells[x.Case, Clear]", "x.Answer", "x.Case", "x.Criterion", "x.Case.Name", "x.Criterion.Code", "Before.Name", "Before.Note", "Marks[case, Right]", "'One'", "'Right'",
    ];

    private static readonly string[] CellLoops = ["Cells", "Cells", "Cells[case]", "Cells[Right]", "Cells.Cases", "Cells.Criteria", "criterion.Subcriteria"];

    private static readonly string[] Nullables =
        ["Note", "Maybe", "Some", "Price", "Link", "Day", "Other", "Author.Boss.Name", "Author.Boss.Age", "Tags[0]", "Lazy[1]", "Marks[0]", "Scores['a']", "People[0].Name", "ByName", "Text"];

    private static readonly string[] Operators = ["==", "!=", "<", ">=", "in", "not in", "and", "or", "~"];

    private static readonly string[] Filters =
    [
        "upper", "lower", "trim", "trim('a')", "truncate(9)", "truncate(Count, Yes)", "default('d')", "default(0)", "default(Note)", "default('x', true)", "join(', ')", "join", "join(',', attribute='Name')",
        "length", "json", "xml", "indent", "indent(2, true)", "round", "round(2, 'ceil')", "date('yyyy')", "shout", "shout(times=Count)", "half",
    ];

    public string Next() => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => Node(random.Next(3))));

    private string Node(int depth) => random.Next(depth > 0 ? 8 : 4) switch
    {
        0 => Pick(["text", " \n", "<\"'", "{# c #}", "{% raw %}{{{% endraw %}"]),
        1 or 2 or 3 => $"{{{{{Pick(["", "-"])} {Expression(random.Next(3))} {Pick(["", "-"])}}}}}",
        4 => Guarded(Pick(Nullables), Pick(Nullables)),
        5 => $"{{% if {Expression(2)} %}}{Nodes(depth)}{{% elif {Expression(1)} %}}{Nodes(depth)}{{% else %}}{Nodes(depth)}{{% endif %}}",
        6 => $"{{% for x in {(ofCells && random.Next(2) == 0 ? Pick(CellLoops) : Pick(["Tags", "Lazy", "People", "Marks", "Scores", "Author", Expression(1)]))} %}}{Nodes(depth)}{{% else %}}{Nodes(depth)}{{% endfor %}}",
        _ => $"{{% for k, v in {Pick(["Scores", "ByName", "Scores"])}.items() %}}{Nodes(depth)}{{% endfor %}}",
    };

    // Asks for null in some way, and then relies on it, rightly or not.
    private string Guarded(string one, string other)
    {
        string condition = Pick(["{0}", "not {0}", "{0} or {1}", "{0} and {1}", "not ({0} or {1})", "not {0} or {1}", "{0} is none", "{0} is not none or {1} is none", "{0} == {1}", "{0} != none", "none == {0} and {1}"]);
        string body = "{% if " + condition + " %}{{{{ " + Pick(["{0}", "{1}"]) + " }}}}" + Pick(["", "{% else %}{{{{ " + Pick(["{0}", "{1}"]) + " }}}}", "{% elif {1} %}{{{{ {0} }}}}"]) + "{% endif %}";
        return body.Replace("{0}", one, StringComparison.Ordinal).Replace("{1}", other, StringComparison.Ordinal).Replace("{{{{", "{{", StringComparison.Ordinal).Replace("}}}}", "}}", StringComparison.Ordinal);
    }

    private string Nodes(int depth) => string.Concat(Enumerable.Range(0, random.Next(3)).Select(_ => Node(depth - 1)));

    private string Expression(int depth) => random.Next(depth > 0 ? 10 : 1) switch
    {
        0 or 1 => ofCells && random.Next(2) == 0 ? Pick(CellValues) : Pick(Values),
        2 or 3 => $"{Expression(depth - 1)} | {Pick(Filters)}",
        4 => $"({Expression(depth - 1)} {Pick(Operators)} {Expression(depth - 1)})",
        5 => $"{Expression(depth - 1)} {Pick(Operators)} {Expression(depth - 1)}",
        6 => $"not {Expression(depth - 1)}",
        7 => $"{Pick(Values)} is {Pick(["none", "not none", "defined", "undefined"])}",
        8 => $"({Expression(depth - 1)} if {Expression(depth - 1)} else {Expression(depth - 1)})",
        _ => $"({Pick(Values)} | default({Pick(["'d'", "0", "Text"])}))",
    };

    private string Pick(string[] items) => items[random.Next(items.Length)];
}
