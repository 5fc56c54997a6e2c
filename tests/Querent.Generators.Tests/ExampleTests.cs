using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

/// <summary>Examples, in code that is compiled and run.</summary>
public sealed class ExampleTests
{
    private const string Types = """
        public enum Urgency { Low, [JsonStringEnumMemberName("very-high")] High }
        public sealed record Triage([property: JsonPropertyName("what")] string Intent, Urgency Urgency, decimal Weight, string? Note);

        """;

    // Writes the messages of a query as they go to the transport, or to a test.
    private static string Entry(string body) => $$"""

        public static class Entry
        {
            public static string[] Render() => [{{body}}];
            private static string Messages<T>(Action<T, PromptWriter> render, T input) { using var writer = new PromptWriter(); render(input, writer); return System.Text.Encoding.UTF8.GetString(writer.WrittenMemory.Span); }
        }
        """;

    private static string[] Run(string row, string body)
        => Renderings.Run(GeneratorRun.Of(LanguageVersion.Latest, Types + row + Entry(body)).Compilation);

    [Fact]
    public void Examples_stand_between_the_system_message_and_the_rows_own()
    {
        string[] messages = Run(
            """"
            [QueryRow(System = "Be \"brief\".")]
            public partial record Row
            {
                public required string Text { get; init; }
                public required string Unused { get; init; }
                [Query("Sort <t>{{ Text | xml }}</t>")]
                [Example("""{ "text": "a \"<b>\"" }""", """{ "note": null, "weight": 1.50, "urgency": "very-high", "what": "x\ny \"z\"" }""")]
                [Example("""{ "text": "second" }""", """{"what":"","urgency":"Low","weight":0,"note":"n"}""")]
                public required Triage Triage { get; init; }
                public static void Go(Input input, PromptWriter writer) => QuerentGenerated.RenderTriage(input, writer);
            }
            """",
            """Messages<Row.Input>(Row.Go, new() { Text = "own", Unused = "u" }), Messages<Row.Input>(Row.Go, new() { Text = "next", Unused = "u" }), Row.Prompts.Triage.Render(new() { Text = "own", Unused = "u" }).User""");

        const string Fixed = """{"role":"system","content":"Be \"brief\"."},{"role":"user","content":"Sort <t>a &#34;&lt;b&gt;&#34;</t>"},{"role":"assistant","content":"{\"what\":\"x\\ny \\\"z\\\"\",\"urgency\":\"very-high\",\"weight\":1.50,\"note\":null}"},{"role":"user","content":"Sort <t>second</t>"},{"role":"assistant","content":"{\"what\":\"\",\"urgency\":\"Low\",\"weight\":0,\"note\":\"n\"}"},""";
        Assert.Equal(Fixed + """{"role":"user","content":"Sort <t>own</t>"}""", messages[0]);
        Assert.Equal(Fixed + """{"role":"user","content":"Sort <t>next</t>"}""", messages[1]);
        Assert.Equal("Sort <t>own</t>", messages[2]);
    }

    [Theory]
    [InlineData("int?", "null", "{\"answer\":null}")]
    [InlineData("int", " 4.20e1 ", "{\"answer\":42}")]
    [InlineData("double", "1E-2", "{\"answer\":1E-2}")]
    [InlineData("string", "\"\\u00e9\\/\\ud83d\\ude00\"", "{\"answer\":\"é/😀\"}")]
    [InlineData("bool", "true", "{\"answer\":true}")]
    [InlineData("Urgency", "\"very-high\"", "{\"answer\":\"very-high\"}")]
    [InlineData("IReadOnlyList<Urgency?>", "[ \"Low\" , null ]", "{\"answer\":[\"Low\",null]}")]
    public void The_models_answer_is_written_as_the_schema_wraps_it(string type, string answer, string expected)
    {
        string[] messages = Run(
            $$"""
            [QueryRow]
            public partial record Row
            {
                public required string Text { get; init; }
                [Query("{{"{{ Text }}"}}")]
                [Example("{\"text\":\"a\"}", {{SymbolDisplay.FormatLiteral(answer, quote: true)}})]
                public required {{type}} Answer { get; init; }
                public static void Go(Input input, PromptWriter writer) => QuerentGenerated.RenderAnswer(input, writer);
            }
            """,
            """Messages<Row.Input>(Row.Go, new() { Text = "own" })""");

        using var json = System.Text.Json.JsonDocument.Parse($"[{messages[0]}]");
        Assert.Equal(["user", "assistant", "user"], json.RootElement.EnumerateArray().Select(message => message.GetProperty("role").GetString()));
        Assert.Equal(expected, json.RootElement[1].GetProperty("content").GetString());
    }

    [Fact]
    public void An_answer_that_the_prompt_uses_stands_in_the_input_and_a_matrix_by_case_and_criterion()
    {
        string[] messages = Run(
            """"
            public enum Rubric { Clarity, [Criterion("Right?", Cases = ["Large"])] IsRight }
            [QueryRow]
            public partial record Row
            {
                [CaseStudy] public required string Small { get; init; }
                [CaseStudy("big")] public required string Large { get; init; }
                [QueryMatrix("{{ case.Name }}/{{ criterion.Name }}")]
                [Example("{}", "1", Case = "Large")]
                [Example("{}", "2", Criterion = nameof(Rubric.Clarity))]
                public required Matrix<Case, Rubric, byte> Marks { get; init; }
                [Query("Triage {{ Small }}")] public required Triage Triage { get; init; }
                [Query("{{ Triage.Intent }} {{ Marks[Small, Clarity] }} {{ Marks[Large, IsRight] }}")]
                [Example("""{ "triage": { "what": "x", "urgency": "Low", "weight": 1, "note": null }, "marks": { "small": { "clarity": 3 }, "big": { "is_right": 4 } } }""", "\"fine\"")]
                public required string Verdict { get; init; }
                public static void First(Input input, PromptWriter writer) => QuerentGenerated.RenderMarksSmallClarity(input, writer);
                public static void Last(Input input, PromptWriter writer) => QuerentGenerated.RenderMarksBigIsRight(input, writer);
                public static void Verdicts(Input input, PromptWriter writer)
                    => QuerentGenerated.RenderVerdict(input, new Triage("own", Urgency.Low, 0, null), new(new((Case.Small, Rubric.Clarity), (Case.Big, Rubric.Clarity), (Case.Big, Rubric.IsRight)), [(byte)1, (byte)1, (byte)2], 0), writer);
            }
            """",
            """Messages<Row.Input>(Row.First, new() { Small = "s", Large = "l" }), Messages<Row.Input>(Row.Last, new() { Small = "s", Large = "l" }), Messages<Row.Input>(Row.Verdicts, new() { Small = "s", Large = "l" })"""
        );

        Assert.Equal("""{"role":"user","content":"Small/Clarity"},{"role":"assistant","content":"{\"answer\":2}"},{"role":"user","content":"Small/Clarity"}""", messages[0]);
        Assert.Equal("""{"role":"user","content":"big/IsRight"},{"role":"assistant","content":"{\"answer\":1}"},{"role":"user","content":"big/IsRight"}""", messages[1]);
        Assert.Equal("""{"role":"user","content":"x 3 4"},{"role":"assistant","content":"{\"answer\":\"fine\"}"},{"role":"user","content":"own 1 2"}""", messages[2]);
    }

    [Fact]
    public void One_example_serves_all_cells_by_standing_in_for_the_case()
    {
        string[] messages = Run(
            """"
            public sealed record Solution(string Text);
            [QueryRow]
            [CaseStudy("flat", nameof(FlatText), nameof(FlatCount))]
            public partial record Row
            {
                public required string FlatText { get; init; }
                public required int FlatCount { get; init; }
                [CaseStudy] public required Solution Typed { get; init; }
                [QueryMatrix("{{ case.Text }} {{ criterion.Name }}")]
                [Example("""{ "case": { "text": "t" } }""", "1")]
                public required Matrix<Case, Rubric, int> Marks { get; init; }
                public static void First(Input input, PromptWriter writer) => QuerentGenerated.RenderMarksFlatClarity(input, writer);
                public static void Last(Input input, PromptWriter writer) => QuerentGenerated.RenderMarksTypedClarity(input, writer);
            }
            public enum Rubric { Clarity }
            """",
            """Messages<Row.Input>(Row.First, new() { FlatText = "own", FlatCount = 1, Typed = new("o") }), Messages<Row.Input>(Row.Last, new() { FlatText = "own", FlatCount = 1, Typed = new("o") })""");

        const string Example = """{"role":"user","content":"t Clarity"},{"role":"assistant","content":"{\"answer\":1}"},""";
        Assert.Equal([Example + """{"role":"user","content":"own Clarity"}""", Example + """{"role":"user","content":"o Clarity"}"""], messages);
    }

    [Fact]
    public void A_change_of_an_example_changes_the_hash_of_the_template()
    {
        string Hash(string answer) => Run(
            $$"""
            [QueryRow] public partial record Row { public required string Text { get; init; } [Query("{{"{{ Text }}"}}")][Example("{\"text\":\"a\"}", "{{answer}}")] public required int Answer { get; init; } }
            """,
            "Row.Prompts.Answer.TemplateHash")[0];

        Assert.NotEqual(Hash("1"), Hash("2"));
        Assert.Equal(Hash("1"), Hash("1"));
    }
}
