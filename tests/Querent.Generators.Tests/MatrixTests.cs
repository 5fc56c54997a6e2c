using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests;

public sealed class MatrixTests
{
    private static readonly Vignette.Input Patient = new()
    {
        PatientId = "P1",
        Cs1Background = "b1",
        Cs1Symptoms = "s1",
        Cs1History = "h1",
        Cs2Background = "b2",
        Cs2Symptoms = "s2",
    };

    private static readonly Matrix<Vignette.Case, Aspect, Score> Scores = new(
        from study in Enum.GetValues<Vignette.Case>()
        from aspect in Enum.GetValues<Aspect>()
        select new MatrixCell<Vignette.Case, Aspect, Score>(study, aspect, new Score((10 * (int)study) + (int)aspect, $"{study} {aspect}")));

    [Fact]
    public void A_system_message_is_rendered_with_what_the_row_holds()
        => Assert.Equal("You are a clinical assessor of patient P1.", Vignette.Prompts.Alarm.Render(Patient).System);

    [Fact]
    public void A_prompt_that_loops_over_a_matrix_is_given_every_answer_at_its_place()
        => Assert.Equal(
            """
            Sum up P1.
            cs1 DIAG: 0
            cs1 TREA: 1
            cs1 PROG: 2
            cs1 RISK: 3
            cs1 FOLL: 4
            cs2 DIAG: 10
            cs2 TREA: 11
            cs2 PROG: 12
            cs2 RISK: 13
            cs2 FOLL: 14
            First diagnosis: Cs1 Diagnosis
            """.ReplaceLineEndings("\n"),
            Vignette.Prompts.Summary.Render(Patient, Scores).User);

    [Fact]
    public void What_is_null_in_one_case_is_left_out_of_its_cells()
    {
        Assert.Contains("\nHistory: h1\n", Vignette.Prompts.Scores.Render(Patient, Vignette.Case.Cs1, Aspect.Risk).User, StringComparison.Ordinal);
        Assert.DoesNotContain("History", Vignette.Prompts.Scores.Render(Patient, Vignette.Case.Cs2, Aspect.Risk).User, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_for_the_request_are_the_querys_own_then_the_criterions_then_the_rows()
    {
        QueryDefinition alarm = Plans.Query<Vignette>("Alarm");

        Assert.Equal(new CompletionOptions { Temperature = 0.5, Seed = 7, Stop = ["END"] }, alarm.Options);
        Assert.Equal(1000, alarm.MaxOutputTokens);
        Assert.Equal((500, 1000), (Plans.Query<Vignette>("Scores[Cs2, Diagnosis]").MaxOutputTokens, Plans.Query<Vignette>("Scores[Cs2, Risk]").MaxOutputTokens));
        Assert.Equal(new CompletionOptions { Temperature = 0 }, Plans.Query<Vignette>("Scores[Cs2, Risk]").Options);
    }

    [Fact]
    public void A_query_depends_on_the_cells_that_it_names_and_on_no_others()
    {
        Assert.Equal(Enumerable.Range(0, 10), Plans.Query<Vignette>("Summary").Dependencies);
        Assert.Equal("Scores[Cs2, Risk]", Plans.Of<Vignette>().Queries[Assert.Single(Plans.Query<Vignette>("Alarm").Dependencies)].Name);
        Assert.True(Plans.Query<Vignette>("Alarm").IsConditional);
    }

    [Fact]
    public void All_cells_have_one_response_format()
        => Assert.Single(Plans.Of<Vignette>().Queries.Take(10).Select(query => Convert.ToHexString(query.ResponseFormat.Span)).Distinct());

    [Fact]
    public void A_case_study_can_be_an_answer_by_its_name()
    {
        Assert.Contains("""{"answer":{"type":"string","enum":["cs1","cs2"]}}""", System.Text.Encoding.UTF8.GetString(Plans.Query<Vignette>("Worse").ResponseFormat.Span), StringComparison.Ordinal);
        Assert.Equal(Vignette.Case.Cs2, Plans.Read<Vignette, Vignette.Case>("Worse", "{'answer':'cs2'}"));
        Assert.Equal("Which of cs1 and cs2 is worse?", Vignette.Prompts.Worse.Render(Patient).User);
    }

    [Fact]
    public void The_columns_of_a_row_are_written_cell_by_cell_and_null_for_what_was_not_asked()
    {
        var row = new Vignette
        {
            PatientId = "P1",
            Cs1Background = "b1",
            Cs1Symptoms = "s1",
            Cs2Background = "b2",
            Cs2Symptoms = "s2",
            Scores = Scores,
            Summary = "sum",
            Alarm = null,
            Worse = Vignette.Case.Cs1,
        };

        string json = Plans.Row(row);

        Assert.Contains("\"cs1_follow_up_value\":4,\"cs1_follow_up_rationale\":\"Cs1 FollowUp\",\"cs2_diagnosis_value\":10,", json, StringComparison.Ordinal);
        Assert.EndsWith("\"summary\":\"sum\",\"alarm\":null,\"worse\":\"cs1\"}", json, StringComparison.Ordinal);
    }
}
