using Querent.Vignettes.Tests.Rows;

namespace Querent.Vignettes.Tests;

public sealed class ColumnTests
{
    [Fact]
    public void The_result_columns_are_those_of_the_system_before_ours_in_its_order()
        => Assert.Equal(
            [
                "cs1_diagnosis_score", "cs1_diagnosis_rationale",
                "cs1_treatment_score", "cs1_treatment_rationale",
                "cs1_prognosis_score", "cs1_prognosis_rationale",
                "cs1_risk_score", "cs1_risk_rationale",
                "cs1_follow_up_score", "cs1_follow_up_rationale",
                "cs2_diagnosis_score", "cs2_diagnosis_rationale",
                "cs2_treatment_score", "cs2_treatment_rationale",
                "cs2_prognosis_score", "cs2_prognosis_rationale",
                "cs2_risk_score", "cs2_risk_rationale",
                "cs2_follow_up_score", "cs2_follow_up_rationale",
            ],
            RowPlan.Of<Vignette>().Columns.Except(RowPlan.Of<Vignette>().InputColumns));

    [Fact]
    public void The_input_keeps_its_columns_before_them()
        => Assert.Equal(
            ["patient_id", "cs1_background", "cs1_symptoms", "cs1_history", "cs2_background", "cs2_symptoms", "cs2_history"],
            RowPlan.Of<Vignette>().Columns.Take(7));

    [Fact]
    public void There_is_a_query_for_each_cell_in_the_order_of_the_product()
        => Assert.Equal(
            [
                "Scores[Cs1, Diagnosis]", "Scores[Cs1, Treatment]", "Scores[Cs1, Prognosis]", "Scores[Cs1, Risk]", "Scores[Cs1, FollowUp]",
                "Scores[Cs2, Diagnosis]", "Scores[Cs2, Treatment]", "Scores[Cs2, Prognosis]", "Scores[Cs2, Risk]", "Scores[Cs2, FollowUp]",
            ],
            RowPlan.Of<Vignette>().Queries.Select(query => query.Name));

    [Fact]
    public void The_limit_of_a_criterion_takes_the_place_of_the_rows()
        => Assert.All(RowPlan.Of<Vignette>().Queries, query => Assert.Equal(query.Name.EndsWith("Risk]", StringComparison.Ordinal) ? 300 : 500, query.MaxOutputTokens));

    [Fact]
    public void The_table_that_a_prompt_looks_into_is_in_its_provenance()
        => Assert.All(RowPlan.Of<Vignette>().Queries, query => Assert.Equal("Weights", Assert.Single(query.Lookups).Name));
}
