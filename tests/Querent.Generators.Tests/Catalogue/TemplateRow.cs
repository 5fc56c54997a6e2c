using Microsoft.CodeAnalysis.CSharp;

namespace Querent.Generators.Tests.Catalogue;

/// <summary>A row that asks one template several times: in each form of a literal, and from a file.</summary>
internal static class TemplateRow
{
    /// <summary>What the templates of the catalogue may name.</summary>
    public const string Types = """
        public enum Mood { Calm, [JsonStringEnumMemberName("very-angry")] Angry }
        public sealed record Person(string Name, int Age, Person? Boss = null, string? Nick = null);
        public static class Filters
        {
            public static string Shout(string text, int times = 1) => text + times;
            public static int WordCount(string text) => text.Length;
            public static string Sum(IEnumerable<int> numbers) => "";
        }

        public sealed class Data
        {
            public string Text { get; set; } = "";
            public string? Note { get; set; }
            public bool Yes { get; set; }
            public bool? Maybe { get; set; }
            public int Count { get; set; }
            public int? Some { get; set; }
            public double Ratio { get; set; }
            public decimal? Price { get; set; }
            public char Letter { get; set; }
            public Uri? Link { get; set; }
            public DateTime When { get; set; }
            public DateOnly? Day { get; set; }
            public TimeSpan Length { get; set; }
            public Guid Number { get; set; }
            public Mood Mood { get; set; }
            public Mood? Other { get; set; }
            public Person Author { get; set; } = new("", 0);
            public List<string> Tags { get; set; } = [];
            public List<string>? Words { get; set; }
            public int?[] Gaps { get; set; } = [];
            public IEnumerable<int> Lazy { get; set; } = [];
            public Person[] People { get; set; } = [];
            public Dictionary<string, int> Scores { get; set; } = [];
            public IReadOnlyDictionary<string, Person>? ByName { get; set; }
            public Action? Callback { get; set; }
            public System.IO.Stream? Scan { get; set; }
        }

        """;

    /// <summary>Writes the row.</summary>
    /// <param name="source">Takes the C#.</param>
    /// <param name="template">The marked template.</param>
    /// <param name="file">The file that holds the template as well.</param>
    /// <param name="number">Chooses a form where not all are wanted.</param>
    /// <param name="isInAllForms">Whether all are wanted.</param>
    /// <returns>How often the row asks the template.</returns>
    public static int Write(Markup source, string template, string file, int number, bool isInAllForms)
    {
        Action<Markup, string>[] forms = isInAllForms ? Forms : [Forms[number % Forms.Length]];
        source.Add("[QueryRow(Input = typeof(Data), Filters = [typeof(Filters)])]\npublic partial record Row\n{\n");
        foreach (Action<Markup, string> write in forms)
        {
            source.Add("    [Query(");
            write(source, template);
            source.Add($")] public required string {write.Method.Name} {{ get; init; }}\n");
        }

        source.Add($"    [Query(File = \"{file}\")] public required string File {{ get; init; }}\n");
        source.Add("}\n");
        return forms.Length + 1;
    }

    private static Action<Markup, string>[] Forms { get; } = [Regular, Verbatim, Raw, Joined, Interpolated];

    private static void Regular(Markup source, string template) => source.Add("\"").Add(template, Escape).Add("\"");

    private static void Verbatim(Markup source, string template)
        => source.Add("@\"").Add(template, text => text.Replace("\"", "\"\"", StringComparison.Ordinal)).Add("\"");

    private static void Raw(Markup source, string template)
        => source.Add("\"\"\"\"\"\n    ").Add(template, text => text.Replace("\n", "\n    ", StringComparison.Ordinal)).Add("\n    \"\"\"\"\"");

    private static void Joined(Markup source, string template)
    {
        string plus = "";
        foreach ((string text, bool isMarked) in Markup.Cut(template).Where(piece => piece.Text.Length > 0))
        {
            source.Add(plus + "\"").Add(isMarked ? $"[|{text}|]" : text, Escape).Add("\"");
            plus = " + ";
        }
    }

    private static void Interpolated(Markup source, string template)
        => source.Add("$\"").Add(template, text => Escape(text).Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)).Add("\"");

    private static string Escape(string text) => SymbolDisplay.FormatLiteral(text, quote: true)[1..^1];
}
