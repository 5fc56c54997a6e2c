using System.Text.Json;
using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests;

public sealed class PlanTests
{
    [Fact]
    public void A_plan_lists_the_queries_in_the_order_of_their_properties()
    {
        Assert.Equal(["Triage", "Reply"], Plans.Of<SupportTicket>().Queries.Select(query => query.Name));
        Assert.Equal([null, 300], Plans.Of<SupportTicket>().Queries.Select(query => query.MaxOutputTokens));
        Assert.Equal(typeof(SupportTicket.Input), Plans.Of<SupportTicket>().InputType);
    }

    [Fact]
    public void Columns_are_the_inputs_and_then_the_answers_fields()
    {
        Assert.Equal(["text"], Plans.Of<SupportTicket>().InputColumns);
        Assert.Equal(["text", "triage_intent", "triage_urgency", "triage_confidence", "reply"], Plans.Of<SupportTicket>().Columns);
    }

    [Fact]
    public void A_row_is_completed_of_its_input_and_answers()
    {
        var triage = new Triage("pay", Urgency.High, 0.5);
        SupportTicket row = Plans.Of<SupportTicket>().Complete(new SupportTicket.Input { Text = "t" }, [triage, "r"]);

        Assert.Equal(new SupportTicket { Text = "t", Triage = triage, Reply = "r" }, row);
        Assert.Equal(
            """{"text":"t","triage_intent":"pay","triage_urgency":"very-high","triage_confidence":0.5,"reply":"r"}""",
            Plans.Row(row));
    }

    [Fact]
    public void A_positional_derived_row_is_completed_by_parameters_and_properties()
    {
        Second row = Plans.Of<Second>().Complete(new Second.Input("7") { Text = "t" }, ["sum", true]);

        Assert.Equal(new Second("7", true) { Text = "t", Summary = "sum" }, row);
        Assert.Equal("""{"id":"7","text":"t","level":3,"summary":"sum","is_good":true}""", Plans.Row(row));
        Assert.Equal("""{"id":"8","text":"u","level":4}""", Plans.Input<Second>(new Second.Input("8", 4) { Text = "u" }));
    }

    [Fact]
    public void A_row_of_the_authors_own_input_takes_what_it_has_and_leaves_the_rest_alone()
    {
        var input = new Ticket { Text = "t", Number = 5, Subject = "s", Reply = "old" };
        Handled row = Plans.Of<Handled>().Complete(input, ["r"]);

        Assert.Equal(new Handled { Text = "t", Number = 5, Reply = "r" }, row);
        Assert.Equal("""{"text":"t","number":5,"subject":"s"}""", Plans.Input<Handled>(input));
        Assert.Equal("""{"text":"t","number":5,"reply":"r"}""", Plans.Row(row));
    }

    [Fact]
    public void Nulls_and_numbers_that_JSON_cannot_hold_are_written_as_null()
    {
        var input = new Everything.Input { Text = "t", Author = null!, Readers = null!, Ratio = double.NaN, Half = float.PositiveInfinity };
        using var json = JsonDocument.Parse(Plans.Input<Everything>(input));

        foreach (string column in new[] { "note", "count", "ratio", "half", "link", "other", "author", "readers", "scores", "tags", "data", "raw" })
        {
            Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty(column).ValueKind);
        }
    }

    [Fact]
    public void An_input_starts_with_the_rows_constants_and_demands_what_it_cannot_copy()
    {
        var input = new Everything.Input { Text = "t", Author = new Person("A", null, null), Readers = [] };

        Assert.Equal(('"', -9_007_199_254_740_993, 0.1, 1.50m, Mood.Angry), (input.Letter, input.Large, input.Ratio, input.Price, input.Mood));
        Assert.Contains(
            typeof(Everything.Input).GetProperty("Readers")!.CustomAttributes,
            attribute => attribute.AttributeType.Name == "RequiredMemberAttribute");
    }

    [Fact]
    public void Columns_of_a_nullable_answer_are_null_with_it()
    {
        Judged row = new()
        {
            Text = "t",
            Judgement = Plans.Read<Judged, Judgement>("Judgement", """
                {'the-verdict':'Calm','is_final':false,'remarks':[],'best':null,'marks':[],'tags':null,'level':0,'slant':0,'weight':1.5,'total':1}
                """),
            Second = null,
            Percent = 1,
            Mood = null,
            All = ["a"],
        };

        Assert.Equal(
            """{"text":"t","judgement_the-verdict":"Calm","judgement_is_final":false,"judgement_remarks":[],"judgement_best":null,"judgement_marks":[],"judgement_tags":null,"judgement_level":0,"judgement_slant":0,"judgement_weight":1.5,"judgement_total":1,"second_text":null,"second_weight":null,"second_moods":null,"percent":1,"mood":null,"all":["a"]}""",
            Plans.Row(row));
    }

    [Fact]
    public void Half_of_a_surrogate_pair_keeps_no_row_from_being_written()
        => Assert.Equal("{\"text\":\"a\\uFFFDb\"}", Plans.Input<SupportTicket>(new SupportTicket.Input { Text = "a\ud800b" }));

    [Fact]
    public void An_outcome_knows_its_input_by_type()
        => Assert.NotNull(typeof(SupportTicketOutcomes).GetMethod("get_Input", [typeof(RowOutcome<SupportTicket>)]));

    [Fact]
    public void A_query_takes_back_the_stops_and_the_effort_of_its_row()
    {
        string source = GeneratorRun.Of("""
            [QueryRow(Stop = ["END"], ReasoningEffort = "low")]
            public partial record Row
            {
                public required string Text { get; init; }
                [Query("{{ Text }}", Stop = [], ReasoningEffort = null)] public required string Free { get; init; }
                [Query("{{ Text }}!")] public required string Bound { get; init; }
            }
            """).Source;

        // Of the two only the one that takes nothing back has options.
        Assert.Single(source.Split("Options = new global::Querent.CompletionOptions").Skip(1));
        Assert.Contains("ReasoningEffort = \"low\"", source.Split("\"Bound\", Prompts")[1], StringComparison.Ordinal);
    }
}
