using System.Globalization;
using System.Text.RegularExpressions;
using Querent.Emulator;
using Querent.Vignettes.Tests.Rows;

namespace Querent.Vignettes.Tests;

public sealed partial class EchoTests
{
    private const int Rows = 10_000;

    private static readonly EmulatorFault[] Passing = [EmulatorFault.Throttle(), EmulatorFault.Status(500), EmulatorFault.CutBody(), EmulatorFault.ResetBeforeResponse()];

    private static readonly EmulatorFault[] ForGood = [EmulatorFault.Refusal(), EmulatorFault.AnswerNotJson(), EmulatorFault.Truncated()];

    [Fact]
    public async Task Nothing_is_swapped_over_ten_thousand_rows_with_faults_and_answers_in_any_order()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new EmulatorOptions
            {
                Answer = EchoOf,
                Faults =
                [
                    .. Passing.Select((fault, seed) => FaultRule.Share(fault, 0.01, seed)),
                    .. ForGood.Select((fault, seed) => FaultRule.Share(fault, 0.0005, seed)),
                ],
                Latency = EmulatorLatency.LogNormal(TimeSpan.FromMilliseconds(2), 1).WithStragglers(0.001, TimeSpan.FromMilliseconds(80)),
            },
            TestContext.Current.CancellationToken);
        var options = new ChatCompletionsOptions { Endpoint = emulator.Endpoint, Deployment = OpenAIEmulator.DefaultDeployment, ApiKey = OpenAIEmulator.DefaultApiKey };
        await using var executor = new RowExecutor(
            new ChatCompletionsTransport(options),
            new() { MaxConcurrency = 64, RetryDelay = TimeSpan.FromTicks(1), MaxRetryDelay = TimeSpan.FromTicks(1) });

        var ids = new HashSet<int>();
        long answered = 0, failed = 0;
        await foreach (RowOutcome<EchoVignette> outcome in executor.RunAsync(Inputs(), new() { Order = OutcomeOrder.Completion }, TestContext.Current.CancellationToken))
        {
            Assert.True(ids.Add(outcome.Input.Id));
            Assert.Equal(outcome.Index, outcome.Input.Id);
            if (outcome.TryGetRow(out EchoVignette? row, out RowFailure? failure))
            {
                answered++;
                AssertIsItsOwn(row, outcome.Input);
                Assert.Equal(IsEven(row) ? QueryStatus.Answered : QueryStatus.NotAsked, outcome.Queries[^1].Status);
            }
            else
            {
                failed++;
                Assert.True(failure.Error.Kind is QueryErrorKind.Refused or QueryErrorKind.InvalidAnswer or QueryErrorKind.Truncated or QueryErrorKind.Malformed, failure.ToString());
            }
        }

        Assert.Equal(Rows, ids.Count);
        Assert.True(failed is > 0 and < Rows / 10, $"{failed} rows failed.");
        Assert.True(emulator.GetCounters().Attempts > 11 * answered, "There were faults to try again after.");
    }

    private static IEnumerable<EchoVignette.Input> Inputs()
        => Enumerable.Range(0, Rows).Select(id => new EchoVignette.Input { Id = id, First = id % 2 == 0 ? "cs1" : "other", Second = $"second of {id}" });

    private static bool IsEven(EchoVignette row) => row.Id % 2 == 0;

    private static void AssertIsItsOwn(EchoVignette row, EchoVignette.Input input)
    {
        Assert.Equal((input.Id, input.First, input.Second), (row.Id, row.First, row.Second));
        Assert.Equal(10, row.Echoes.Count);
        foreach (MatrixCell<EchoVignette.Case, Aspect, Echo> cell in row.Echoes)
        {
            Assert.Equal(new Echo(row.Id, NameOf(cell.Case), CodeOf(cell.Criterion)), cell.Answer);
        }

        string all = string.Concat(row.Echoes.Select(cell => $"{row.Id}/{NameOf(cell.Case)}/{CodeOf(cell.Criterion)};"));
        Assert.Equal(new Echo(row.Id, "all", all), row.Sum);
        Assert.Equal(IsEven(row) ? new Echo(row.Id, "cs1", "RISK") : null, row.Sometimes);
    }

    private static string NameOf(EchoVignette.Case study) => study == EchoVignette.Case.Cs1 ? "cs1" : "cs2";

    private static string CodeOf(Aspect aspect) => aspect switch
    {
        Aspect.Diagnosis => "DIAG",
        Aspect.Treatment => "TREAT",
        Aspect.Prognosis => "PROG",
        Aspect.Risk => "RISK",
        _ => "FOLLOW",
    };

    // The model of an echo set says what it was asked for.
    private static EmulatorAnswer EchoOf(EmulatorRequest request)
    {
        Match asked = Asked().Match(request.User!);
        return new EmulatorAnswer(string.Create(
            CultureInfo.InvariantCulture, $$"""{"row":{{asked.Groups[1]}},"case":"{{asked.Groups[2]}}","criterion":"{{asked.Groups[3]}}"}"""));
    }

    [GeneratedRegex(@"^row=(\d+) case=(\w+) criterion=([^ ]+)")]
    private static partial Regex Asked();
}
