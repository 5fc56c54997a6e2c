namespace Querent.Vignettes.Tests.Rows;

/// <summary>What a clinician's assessment is scored on.</summary>
public enum Aspect
{
    [Criterion("Is the diagnosis right, and is what speaks for it named?", Code = "DIAG", Subcriteria = ["differential", "evidence", "certainty"])]
    Diagnosis,

    [Criterion("Does the treatment fit the patient?", Code = "TREAT", Subcriteria = ["choice", "dose", "interactions"])]
    Treatment,

    [Criterion("Is the outlook sound?", Code = "PROG", Subcriteria = ["course", "time", "factors"])]
    Prognosis,

    [Criterion("Are the risks seen and weighed?", Code = "RISK", Subcriteria = ["acute", "chronic", "of the treatment"], MaxOutputTokens = 300)]
    Risk,

    [Criterion("Is it planned who sees the patient again, and when?", Code = "FOLLOW", Subcriteria = ["when", "who", "what to look for"])]
    FollowUp,
}
