using System.Text;
using Querent.Emulator;
using Querent.Vignettes.Tests.Rows;

namespace Querent.Vignettes.Tests;

public sealed class PromptTests
{
    private static Vignette.Input Patient { get; } = new()
    {
        PatientId = "P-17",
        Cs1Background = "teacher, 52",
        Cs1Symptoms = "chest pain",
        Cs1History = "smoker",
        Cs2Background = "retired",
        Cs2Symptoms = "fatigue",
        Cs2History = "stent",
    };

    [Fact]
    public void A_cell_is_told_of_its_case_its_criterion_and_its_weight()
        => Assert.Equal(
            """
            Patient P-17, case study cs1 (first admission): The patient as first seen.
            Background: teacher, 52
            Symptoms: chest pain
            History: smoker

            Score the assessment from 0 to 100 on FollowUp (FOLLOW), which has 0.1 of the weight: Is it planned who sees the patient again, and when?

            1. when
            2. who
            3. what to look for
            """.ReplaceLineEndings("\n"),
            Vignette.Prompts.Scores.Render(Patient, Vignette.Case.Cs1, Aspect.FollowUp).User);

    [Fact]
    public void What_one_case_lacks_is_left_out_of_its_cells()
        => Assert.StartsWith("Patient P-17, case study cs2 (readmission)\nBackground: retired\n", Vignette.Prompts.Scores.Render(Patient, Vignette.Case.Cs2, Aspect.Risk).User, StringComparison.Ordinal);

    [Fact]
    public void Each_cell_has_a_prompt_and_a_hash_of_its_own()
    {
        var cells = Enum.GetValues<Vignette.Case>().SelectMany(study => Enum.GetValues<Aspect>().Select(aspect => (study, aspect))).ToList();

        Assert.Equal(10, cells.Select(cell => Vignette.Prompts.Scores.Render(Patient, cell.study, cell.aspect).User).Distinct().Count());
        Assert.Equal(
            RowPlan.Of<Vignette>().Queries.Select(query => query.TemplateHash),
            cells.Select(cell => Vignette.Prompts.Scores.TemplateHash(cell.study, cell.aspect)).Distinct());
    }

    /// <summary>A provider's prompt cache keeps what requests have in common from their start on.</summary>
    [Fact]
    public async Task The_requests_of_a_rows_cells_begin_with_all_that_they_share()
    {
        var bodies = new List<byte[]>();
        using var handler = new BodyRecorder(bodies);
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new EmulatorOptions(), TestContext.Current.CancellationToken);
        var options = new ChatCompletionsOptions { Endpoint = emulator.Endpoint, Deployment = OpenAIEmulator.DefaultDeployment, ApiKey = OpenAIEmulator.DefaultApiKey };
        await using var executor = new RowExecutor(new ChatCompletionsTransport(options, handler, disposeHandler: false), new() { MaxConcurrency = 1 });

        RowOutcome<Vignette> outcome = await executor.AskAsync(Patient, TestContext.Current.CancellationToken);

        Assert.IsType<AnsweredRow<Vignette>>(outcome);
        Assert.Equal(10, bodies.Count);
        AssertShare(bodies, "\"content\":\"Patient P-17, case study cs");
        AssertShare(bodies[..5], "History: smoker\\n\\nScore the assessment from 0 to 100 on ");
        AssertShare(bodies[5..], "History: stent\\n\\nScore the assessment from 0 to 100 on ");
    }

    private static void AssertShare(List<byte[]> bodies, string text)
    {
        int shared = bodies.Skip(1).Aggregate(bodies[0].Length, (length, body) => Math.Min(length, body.AsSpan().CommonPrefixLength(bodies[0])));
        Assert.EndsWith(text, Encoding.UTF8.GetString(bodies[0].AsSpan(0, shared)), StringComparison.Ordinal);
    }

    private sealed class BodyRecorder(List<byte[]> bodies) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var copy = new MemoryStream();
            await (await request.Content!.ReadAsStreamAsync(cancellationToken)).CopyToAsync(copy, cancellationToken);
            bodies.Add(copy.ToArray());
            return await base.SendAsync(request, cancellationToken);
        }
    }
}
