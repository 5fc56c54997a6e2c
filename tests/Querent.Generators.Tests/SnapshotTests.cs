using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Tests.Harness;

namespace Querent.Generators.Tests;

public sealed class SnapshotTests
{
    public const string SupportTicket = """
        namespace Acme;

        public enum Urgency { Low, Normal, [JsonStringEnumMemberName("very-high")] High }

        public sealed record Triage(
            [property: Description("What the customer wants.")] string Intent,
            Urgency Urgency,
            [property: Range(0.0, 1.0)] double Confidence);

        /// <summary>A customer's message and everything we ask about it.</summary>
        [QueryRow(System = "You work on the support desk.")]
        public partial record SupportTicket
        {
            /// <summary>What the customer wrote.</summary>
            public required string Text { get; init; }

            [Query("Classify this message.\n<message>{{ Text | xml }}</message>")]
            public required Triage Triage { get; init; }

            [Query("Answer it: {{ Text | json }}", MaxOutputTokens = 300)]
            public required string Reply { get; init; }
        }
        """;

    private const string ManyTypes = """
        namespace Acme.Reviews;

        public enum Verdict { Pass, Fail }

        [Description("A remark.")]
        public sealed class Remark
        {
            public required string Text { get; set; }
            [Range(1, 5)] public int? Weight { get; set; }
            [JsonIgnore] public string Internal { get; set; } = "";
            public string Upper => Text.ToUpperInvariant();
        }

        public sealed record Review(
            [property: JsonPropertyName("overall")] Verdict Verdict,
            IReadOnlyList<Remark> Remarks,
            Remark? Best,
            System.Collections.Immutable.ImmutableArray<decimal> Marks,
            string[]? Tags);

        public sealed record Author(string Name, Author? Mentor, DateOnly Since);

        [QueryRow]
        public partial record Paper
        {
            [Obsolete("Use Title.")] public string? OldTitle { get; init; }
            [StringLength(200)] public required string Title { get; init; }
            public int Pages { get; init; } = 1;
            public required Author Author { get; init; }
            public Dictionary<string, double> Scores { get; init; } = new();
            public Uri? Link { get; init; }
            public Guid Id { get; init; }
            public System.IO.Stream? Scan { get; init; }
            public string Computed => Title + Pages;

            [Query("{{ Title }} by {{ Author.Name | xml }} and {{ Author.Mentor.Name | default(\"nobody\") }} since {{ Author.Since }}, {{ Link | default(\"-\") }}, {{ Author | json }}, {{ Scores | json | xml }}")]
            public required Review Review { get; init; }

            [Query("Is it long?")] public required bool? IsLong { get; init; }

            [Query("Which?")] public required List<Verdict> Verdicts { get; init; }
        }
        """;

    private const string Positional = """
        [QueryRow]
        public partial record Answer(
            [property: Description("Asked.")] string Question,
            [Query("Answer {{ Question }} in {{ Words }} words.")] string Text,
            int Words = 10)
        {
            public string? Note { get; init; }
        }
        """;

    private const string Nested = """
        namespace Acme;

        public static partial class Outer
        {
            internal partial record struct Middle
            {
                [QueryRow]
                internal partial record @event
                {
                    public required string @class { get; init; }
                    [Query("{{ class }}")] public required int @int { get; init; }
                }
            }
        }
        """;

    private const string Derived = """
        namespace Acme;

        public record Base(string Id)
        {
            public required string Text { get; init; }
        }

        [QueryRow(System = "Be kind.")]
        public partial record First(string Id) : Base(Id)
        {
            [Query("{{ Text }}")] public required string Summary { get; init; }
        }

        [QueryRow]
        public partial record Second(string Id, int Level) : First(Id)
        {
            [Query("{{ Text }} at {{ Level }}")] public required bool IsGood { get; init; }
        }
        """;

    private const string OwnInput = """
        namespace Acme;

        internal sealed class Ticket
        {
            public string Text { get; set; } = "";
            public string? Subject { get; set; }
            public int Number { get; set; }
            [JsonIgnore] public string Secret { get; set; } = "";
        }

        [QueryRow(Input = typeof(Ticket))]
        public partial record Handled
        {
            public required string Text { get; init; }
            public required long Number { get; init; }
            public string Note { get; init; } = "left alone";
            [Query("{{ Subject | default('none') }}: {{ Text }}")] public required string Reply { get; init; }
        }
        """;

    [Fact]
    public void The_row_of_the_design_is_completed() => Snapshot.Match(GeneratorRun.Of(SupportTicket).Source);

    [Fact]
    public void Every_kind_of_member_and_answer_is_written_and_read() => Snapshot.Match(GeneratorRun.Of(ManyTypes).Source);

    [Fact]
    public void A_positional_row_gets_a_positional_input() => Snapshot.Match(GeneratorRun.Of(Positional).Source);

    [Fact]
    public void A_nested_row_is_completed_where_it_is() => Snapshot.Match(GeneratorRun.Of(Nested).Source);

    [Fact]
    public void A_row_that_derives_from_a_row_asks_its_queries_too()
    {
        GeneratorRun run = GeneratorRun.Of(Derived);

        Assert.Equal(["Acme.First.g.cs", "Acme.Second.g.cs"], run.HintNames);
        Snapshot.Match(run.Result.GeneratedSources[1].SourceText.ToString());
    }

    [Fact]
    public void An_input_type_of_the_authors_own_is_used() => Snapshot.Match(GeneratorRun.Of(OwnInput).Source);

    [Fact]
    public void Several_rows_in_a_project_get_a_file_each_named_after_them()
        => Assert.Equal(
            ["Acme.Reviews.Paper.g.cs", "Acme.SupportTicket.g.cs", "Answer.g.cs", "Acme.Outer+Middle+event.g.cs"],
            GeneratorRun.Of(ManyTypes, SupportTicket, Positional, Nested).HintNames);

    [Fact]
    public void A_row_of_a_file_without_nullable_annotations_is_completed_without_a_warning()
    {
        string source = GeneratorRun.Of("""
            #nullable disable
            [QueryRow]
            public partial record Row([Query("{{ Text }} {{ Note | default('-') }}")] string Answer, string Note = null, Uri Link = null)
            {
                public string Text { get; init; }
                public string Other { get; init; } = null;
                public required List<string> Names { get; init; }
                [Obsolete] public required int Old { get; init; }
                [Query("Which?")] public required List<string> All { get; init; }
            }
            """).Source;

        Assert.Contains("public string Text { get; init; } = null!;", source, StringComparison.Ordinal);
        Assert.Contains("if (input.Note is { } note)", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.CSharp14)]
    public void The_code_compiles_in_every_language_version_since_11(LanguageVersion version)
    {
        GeneratorRun run = GeneratorRun.Of(version, SupportTicket, ManyTypes, Positional, Nested, Derived, OwnInput);

        Assert.Equal(7, run.Result.GeneratedSources.Length);
        Assert.Equal(
            version >= LanguageVersion.CSharp14,
            run.Result.GeneratedSources[0].SourceText.ToString().Contains("extension(", StringComparison.Ordinal));
    }

    [Fact]
    public void Params_after_an_optional_parameter_stay_params()
        => Assert.Contains(
            "params string[] Tags",
            GeneratorRun.Of("[QueryRow] public partial record Row([Query(\"x\")] string Answer, string Text = \"a\", params string[] Tags);").Source,
            StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_named_in_code_is_left_out_of_it()
    {
        string source = GeneratorRun.Of("""
            public interface IA { string Name { get; } int Both { get; } }
            public interface IB { string Name { get; } int Both { get; } }
            public interface IC : IA, IB { int Size { get; } new int Both { get; } }
            public class Entity { [Obsolete("Gone.", true)] public string? Old { get; set; } public string New { get; set; } = ""; }
            public enum Level { Low, [Obsolete("Gone.", true)] Lowest, High }

            [QueryRow]
            public partial record Row
            {
                public required IC Thing { get; init; }
                public required Entity Entity { get; init; }
                public required Level Before { get; init; }
                [Query("{{ Thing | json }} {{ Before }}")] public required Level After { get; init; }
            }

            [QueryRow(Input = typeof(Entity))]
            public partial record Other { public string? Old { get; init; } public required string New { get; init; } [Query("x")] public required string Answer { get; init; } }
            """).Result.GeneratedSources[0].SourceText.ToString();

        Assert.Contains("value.Both", source, StringComparison.Ordinal);
        Assert.DoesNotContain("value.Name", source, StringComparison.Ordinal);
        Assert.DoesNotContain("Lowest", source, StringComparison.Ordinal);
    }

    [Fact]
    public void Conditions_loops_and_filters_become_plain_CSharp()
    {
        string source = GeneratorRun.Of(""""
            public enum Mood { Calm, Angry }

            public sealed record Message(string From, string Text, DateTimeOffset At, Mood Mood, string? Note);

            public static class Filters { public static string Redact(string text, string mark = "█") => text.Replace("4", mark); }

            [QueryRow(Filters = [typeof(Filters)])]
            public partial record Case
            {
                public required string Customer { get; init; }
                public string? Plan { get; init; }
                public int? Open { get; init; }
                public required IReadOnlyList<Message> Messages { get; init; }
                public required IEnumerable<string> Tags { get; init; }
                public required Dictionary<string, double> Scores { get; init; }

                [Query("""
                    Customer {{ Customer | trim | xml }}{% if Plan %} on {{ Plan | upper }}{% else %} without a plan{% endif %}.
                    {%- if Open is not none and Open > 3 %} {{ Open }} cases are open.{% endif %}
                    {% for m in Messages %}
                    {{ loop.index }}. {{ m.From }} ({{ m.At | date('d MMM yyyy') }}){% if m.Mood == 'Angry' and not loop.last %}, angrily{% endif %}: {{ m.Text | redact | truncate(200) | xml }}
                    {%- if m.Note %} [{{ m.Note }}]{% endif %}
                    {% else %}
                    There are no messages.
                    {% endfor %}
                    Tags: {{ Tags | join(', ') }}{% for t in Tags %}{% if not loop.last %}{{ t }};{% endif %}{% endfor %}
                    {% for name, score in Scores.items() %}{{ name ~ '=' ~ score | round(1) }} {% endfor %}
                    First: {{ Messages[0].Text | default('none') }}, {{ Scores['wit'] | default(Customer) }}, {{ 'vip' if 'vip' in Tags else Plan or '-' }}
                    """)]
                public required string Reply { get; init; }
            }
            """").Source;
        int start = source.IndexOf("        internal static void RenderReply", StringComparison.Ordinal);

        Snapshot.Match(source[start..source.IndexOf("        private static global::Case Complete", StringComparison.Ordinal)]);
    }

    [Fact]
    public void A_table_of_a_file_and_an_example_are_written_out() => Snapshot.Match(GeneratorRun.Of(
        LanguageVersion.Latest,
        [new PromptFileText("Lookups/weights.csv", "code,share,note\nCORR,0.75,\"the \"\"answer\"\"\"\nCLAR,0.25,\n")],
        """"
        namespace Acme;

        public sealed record Weight(string Code, decimal Share, string? Note);

        public sealed record Mark([property: Range(1, 5)] int Score, string Reason);

        [QueryRow(System = "You mark essays.")]
        public partial record Essay
        {
            [Lookup("Lookups/weights.csv", Key = "code")]
            public static partial IReadOnlyDictionary<string, Weight> Weights { get; }

            public required string Text { get; init; }

            [Query("{{ Weights['CORR'].Share }}: {{ Text }}")]
            [Example("""{ "text": "Once upon a time" }""", """{ "reason": "dull", "score": 2 }""")]
            public required Mark Mark { get; init; }
        }
        """").Source);

    [Fact]
    public void What_constraints_and_checks_of_ones_own_ask_for_stands_around_what_reads()
    {
        string source = GeneratorRun.Of("""
            public sealed record Contact(
                [property: Required, StringLength(80)] string Name,
                [property: RegularExpression("[A-Z]{2}[0-9]+")] string? Code,
                [property: EmailAddress] string Mail,
                [property: Length(1, 3)] List<string> Tags,
                [property: Range(0.0, 1.0, MinimumIsExclusive = true)] double Share,
                [property: AllowedValues("a", "b")] string Kind) : IValidatableObject
            {
                public IEnumerable<ValidationResult> Validate(ValidationContext context) => [];
            }

            [QueryRow]
            public partial record Row([Query("?")] Contact Contact);
            """).Source;

        Snapshot.Match(source[source.IndexOf("        private static global::Contact ReadContact", StringComparison.Ordinal)..source.IndexOf("        private static void WriteInput", StringComparison.Ordinal)]);
    }
}
