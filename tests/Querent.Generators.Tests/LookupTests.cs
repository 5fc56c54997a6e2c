using System.Security.Cryptography;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

/// <summary>Tables that files fill, in code that is compiled and run.</summary>
public sealed class LookupTests
{
    private const string Types = """
        public enum Side { [JsonStringEnumMemberName("left-hand")] Left, Right }
        public sealed record Part(string Name, int[] Marks);
        public sealed class Everything
        {
            public Everything(string code, double ratio = 0.25) { Code = code; Ratio = ratio; }
            public string Code { get; }
            public double Ratio { get; }
            public string Text { get; init; } = "default";
            public string? Note { get; init; }
            public char Letter { get; init; }
            public bool IsFinal { get; init; }
            public long Large { get; init; }
            public ulong Larger { get; init; }
            public byte? Small { get; init; }
            public float Half { get; init; }
            public decimal Price { get; init; }
            public Side Side { get; init; }
            public Guid Id { get; init; }
            public DateTime When { get; init; }
            public DateTimeOffset Moment { get; init; }
            public DateOnly Day { get; init; }
            public TimeOnly Time { get; init; }
            public TimeSpan Length { get; init; }
            public Uri? Link { get; init; }
            public byte[] Data { get; init; } = [];
            public System.Text.Json.JsonElement Raw { get; init; }
            public IReadOnlyList<Part> Parts { get; init; } = [];
            public int[][] Grid { get; init; } = [];
            public System.Collections.Immutable.ImmutableArray<string> Names { get; init; } = [];
            public IReadOnlyDictionary<string, decimal?> Map { get; init; } = new Dictionary<string, decimal?>();
        }

        """;

    private static string Row(string lookup, string type, string access = "public") => Types + $$$"""
        [QueryRow]
        public partial record Row
        {
            [Lookup({{{lookup}}})] {{{access}}} static partial IReadOnlyDictionary<string, {{{type}}}> Table { get; }
            public static IReadOnlyDictionary<string, {{{type}}}> All => Table;
            public required string Key { get; init; }
            [Query("{{ Key }}")] public required string Answer { get; init; }
        }
        """;

    private static string Entry(string expressions)
        => $"\npublic static class Entry {{ public static string[] Render() {{ var table = Row.All; return [{expressions}]; }} }}";

    private static string[] Run(string source, params PromptFileText[] files) => Renderings.Run(GeneratorRun.Of(LanguageVersion.Latest, files, source).Compilation);

    [Fact]
    public void Every_kind_of_value_arrives_as_it_is_written()
    {
        const string Json = """
            {
              "a": {
                "ratio": 0.1, "text": "\"q\" \\ \u0001 \u2028 é 😀 \"\"\"", "letter": "'", "is_final": true, "large": -9223372036854775808,
                "larger": 18446744073709551615, "small": 255, "half": 0.1, "price": 1.50, "side": "left-hand",
                "id": "0f8fad5b-d9cb-469f-a165-70867728950e", "when": "2026-11-24T08:30:00Z", "moment": "2026-11-24T08:30:00.125+01:00",
                "day": "2026-11-24", "time": "08:30", "length": "1.02:03:04", "link": "http://a/ü?b=\"c\"", "data": "AQID",
                "raw": { "x": [1, null] }, "parts": [{ "name": "p", "marks": [1, 2.0, 3e1] }], "grid": [[1], []],
                "names": ["n", ""], "map": { "k": 1.0, "": null }
              },
              "b": {}
            }
            """;

        string[] rendered = Run(
            Row("\"Lookups/all.json\", Key = \"code\"", "Everything") + Entry("""
                System.Text.Json.JsonSerializer.Serialize(table["a"], new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }),
                $"{table["b"].Code}|{table["b"].Ratio}|{table["b"].Text}|{table["b"].Note is null}|{table["b"].Small is null}",
                table["a"].When.Kind.ToString(),
                string.Join(",", table.Keys),
                (table is IDictionary<string, Everything> { IsReadOnly: true }).ToString()
                """),
            new PromptFileText("Lookups/all.json", Json));

        Assert.Equal(
            """{"Code":"a","Ratio":0.1,"Text":"\"q\" \\ \u0001 \u2028 é \uD83D\uDE00 \"\"\"","Note":null,"Letter":"'","IsFinal":true,"Large":-9223372036854775808,"Larger":18446744073709551615,"Small":255,"Half":0.1,"Price":1.50,"Side":0,"Id":"0f8fad5b-d9cb-469f-a165-70867728950e","When":"2026-11-24T08:30:00Z","Moment":"2026-11-24T08:30:00.125+01:00","Day":"2026-11-24","Time":"08:30:00","Length":"1.02:03:04","Link":"http://a/ü?b=\"c\"","Data":"AQID","Raw":{"x":[1,null]},"Parts":[{"Name":"p","Marks":[1,2,30]}],"Grid":[[1],[]],"Names":["n",""],"Map":{"k":1.0,"":null}}""",
            rendered[0]);
        Assert.Equal(["b|0.25|default|True|True", "Utc", "a,b", "True"], rendered[1..]);
    }

    [Fact]
    public void Fields_of_CSV_are_read_by_the_types_of_their_columns()
    {
        string[] rendered = Run(
            Row("\"Lookups/all.csv\"", "Everything", "private") + Entry("""
                $"{table["x"].Text}|{table["x"].Note is null}|{table["x"].Small}|{table["x"].Price}|{table["x"].IsFinal}|{table["x"].Side}|{table["x"].Day:O}",
                $"{table["y"].Text}|{table["y"].Note}|{table["y"].Small is null}|{table["y"].Price}"
                """),
            new PromptFileText("Lookups/all.csv", "code,text,note,small,price,is_final,side,day\r\nx,\"a, \"\"b\"\"\nc\",,007,+1.50,True,Right,2026-11-24\r\ny,,n,,-1e2,false,left-hand,2026-01-01\r\n"));

        Assert.Equal(["x,|a", "y||n|True|-100"], [rendered[0].Replace("a, \"b\"\nc|True|7|1.50|True|Right|2026-11-24", "x,|a", StringComparison.Ordinal), "y|" + rendered[1]]);
    }

    [Fact]
    public void Tables_of_scalars_and_of_lists_of_objects_are_filled()
    {
        Assert.Equal(["1.5", ""], Run(
            Row("\"Lookups/s.csv\", Key = \"code\"", "double?") + Entry("$\"{table[\"a\"]}\", $\"{table[\"b\"]}\""),
            new PromptFileText("Lookups/s.csv", "share,code\n1.5,a\n,b\n")));
        Assert.Equal(["p:2", "q:0"], Run(
            Row("\"Lookups/l.json\", Key = \"name\"", "Part") + Entry("$\"{table[\"p\"].Name}:{table[\"p\"].Marks.Length}\", $\"{table[\"q\"].Name}:{table[\"q\"].Marks.Length}\""),
            new PromptFileText("Lookups/l.json", """[{ "name": "p", "marks": [1, 2] }, { "marks": [], "name": "q" }]""")));
    }

    [Fact]
    public void A_large_table_is_made_in_parts_and_keeps_its_order()
    {
        string csv = "code,share\n" + string.Concat(Enumerable.Range(0, 1_201).Select(i => $"k{i},{i}\n"));

        Assert.Equal(["1201", "True", "1200"], Run(
            Row("\"Lookups/large.csv\"", "int") + Entry("table.Count.ToString(), table.Values.SequenceEqual(Enumerable.Range(0, 1201)).ToString(), table[\"k1200\"].ToString()")
                .Replace("table.Values.SequenceEqual(Enumerable.Range(0, 1201))", "System.Linq.Enumerable.SequenceEqual(table.Values, System.Linq.Enumerable.Range(0, 1201))", StringComparison.Ordinal),
            new PromptFileText("Lookups/large.csv", csv)));
    }

    [Fact]
    public void A_template_looks_things_up_and_its_query_names_the_file_with_its_hash()
    {
        const string Csv = "code,share\na,0.5\nb,1\n";
        string source = """
            public sealed record Weight(double Share);
            [QueryRow]
            public partial record Row
            {
                [Lookup("Lookups/weights.csv")] public static partial IReadOnlyDictionary<string, Weight> Weights { get; }
                public required string Key { get; init; }
                [Query("{{ Weights['a'].Share }} {{ Weights[Key].Share }}")] public required string Answer { get; init; }
                public static string Lookup<T>() where T : class, IQueryRow<T> => T.Plan.Queries[0].Lookups[0].ToString();
            }
            public static class Entry { public static string[] Render() => [Row.Prompts.Answer.Render(new Row.Input { Key = "b" }).User, Row.Lookup<Row>()]; }
            """;
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Csv)));

        Assert.Equal(
            ["0.5 1", $"LookupSource {{ Name = Weights, Source = Lookups/weights.csv, Hash = {hash} }}"],
            Run(source, new PromptFileText("Lookups/weights.csv", Csv)));
    }

    [Fact]
    public void A_key_that_the_file_lacks_is_found_when_the_project_is_built()
        => Assert.Contains(
            "Keyy",
            string.Concat(Report("""
                [QueryRow]
                public partial record Row
                {
                    [Lookup("Lookups/weights.csv")] public static partial IReadOnlyDictionary<string, int> Weights { get; }
                    [Query("{{ Weights['Keyy'] }}")] public required string Answer { get; init; }
                }
                """, new PromptFileText("Lookups/weights.csv", "code,share\nKey,1\n"))),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("Lookups/a.csv", 1)]
    [InlineData("Lookups/unused.csv", 0)]
    [InlineData("Prompts/unused.md", 0)]
    public void An_edit_to_a_file_emits_the_rows_again_that_use_it(string edited, int emitted)
    {
        PromptFileText[] files = [new("Lookups/a.csv", "code,share\na,1\n"), new("Lookups/b.csv", "code,share\na,1\n"), new("Lookups/unused.csv", "x"), new("Prompts/unused.md", "x")];
        CSharpCompilation compilation = TestCompilation.Create(
            LanguageVersion.Latest, Row("\"Lookups/a.csv\"", "int"), Row("\"Lookups/b.csv\"", "int")[Types.Length..].Replace("record Row", "record Other", StringComparison.Ordinal));
        GeneratorDriver driver = GeneratorRun.Driver(LanguageVersion.Latest, files).RunGenerators(compilation, TestContext.Current.CancellationToken);
        PromptFileText old = files.Single(file => file.Path == PromptFileText.Root + edited);

        driver = driver.ReplaceAdditionalText(old, new PromptFileText(edited, old.GetText(TestContext.Current.CancellationToken) + "b,2\n"))
            .RunGenerators(compilation, TestContext.Current.CancellationToken);

        Assert.Equal(emitted, GeneratorRun.ResultOf(driver).TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs)
            .Count(output => output.Reason is IncrementalStepRunReason.Modified or IncrementalStepRunReason.New));
    }

    [Theory]
    [InlineData("a,x", "QRN0606")]
    [InlineData("a,1,2", "QRN0603")]
    public async Task The_compiler_is_not_kept_from_telling_what_is_wrong_with_a_table_by_the_lack_of_it(string line, string id)
    {
        PromptFileText file = new("Lookups/all.csv", $"code,share\n{line}\n");
        CSharpCompilation compilation = TestCompilation.Create(LanguageVersion.Latest, Row("\"Lookups/all.csv\"", "int"));
        GeneratorDriver driver = GeneratorRun.Driver(LanguageVersion.Latest, file)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation completed, out _, TestContext.Current.CancellationToken);

        Assert.Equal([id], (await Diagnosis.Of(compilation, LanguageVersion.Latest, file)).Select(diagnostic => diagnostic.Id));
        Assert.DoesNotContain("QuerentGenerated", GeneratorRun.ResultOf(driver).GeneratedSources.Single().SourceText.ToString(), StringComparison.Ordinal);
        Assert.Empty(completed.GetDeclarationDiagnostics(TestContext.Current.CancellationToken).Where(fault => fault.DefaultSeverity == DiagnosticSeverity.Error));
    }

    private static IEnumerable<string> Report(string source, PromptFileText file)
        => Diagnosis.Of(TestCompilation.Create(LanguageVersion.Latest, source), LanguageVersion.Latest, file).GetAwaiter().GetResult().Select(diagnostic => diagnostic.ToString());
}
