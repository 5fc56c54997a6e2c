using Querent.Conformance;
using Querent.Emulator;

namespace Querent.Extensions.AI.Tests;

public class DifferenceTests
{
    /// <summary>
    /// Where an outcome is another than over the direct transport, since the OpenAI library's client hides something. The
    /// package's README has the same table.
    /// </summary>
    private static readonly Dictionary<string, Func<WireOutcome, WireOutcome>> Differences = new()
    {
        ["content-filter-output"] = direct => direct with { Filters = "" },
        ["content-filter-output-partial"] = direct => direct with { Filters = "" },
        ["content-filter-down"] = direct => direct with { IsUnfiltered = false },
        ["filter-notes"] = direct => direct with { Filters = "" },
        ["error-in-success"] = direct => direct with { Kind = QueryErrorKind.Malformed, IsTransient = false, Status = null, Code = null, Attempts = 1 },
        ["byte-order-mark"] = Unread,
        ["compressed"] = Unread,
        ["falsely-compressed"] = direct => direct with { Kind = null, Status = null, FinishReason = FinishReason.Stop, Model = "querent-emulator (gpt-4o-mini)", KnownUsage = "input output cached reasoning" },
        ["empty-body"] = direct => direct with { Status = null },
        ["two-documents"] = direct => direct with { Status = null },
        ["not-json-200"] = direct => direct with { Status = null },
        ["empty-choices"] = direct => direct with { Status = null },
        ["unknown-finish-reason"] = direct => direct with { FinishReason = FinishReason.Unknown, Model = null, KnownUsage = "" },
    };

    /// <summary>Those of the differences that decide whether a row is answered.</summary>
    private static readonly string[] AnsweredElsewise = ["error-in-success", "byte-order-mark", "compressed", "falsely-compressed"];

    public static TheoryData<string> Faults => [.. WireFaults.Names];

    public static TheoryData<string> FaultsOfLikeRows => [.. WireFaults.Names.Except(AnsweredElsewise)];

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_comes_to_what_it_comes_to_over_the_direct_transport_but_for_the_documented_differences(string name)
    {
        EmulatorFault fault = WireFaults.Get(name);
        FaultRule rule = FaultRule.When(request => EchoRun.RowOf(request) == 2 ? fault : null);
        RowExecutorOptions options = EchoRun.Options(concurrency: 1, attempts: 3);
        await using EchoRun direct = await EchoRun.StartAsync(Direct, rule, options: options);
        await using EchoRun client = await EchoRun.StartAsync(OverOpenAIClient.Connect, rule, options: options);

        List<RowOutcome<EchoRow>> expected = await direct.ListAsync(5);
        List<RowOutcome<EchoRow>> actual = await client.ListAsync(5);

        Assert.All(actual.Where(outcome => outcome.Index != 2), outcome => Assert.IsType<AnsweredRow<EchoRow>>(outcome));
        Func<WireOutcome, WireOutcome> difference = Differences.GetValueOrDefault(name, outcome => outcome);
        Assert.Equal(difference(WireOutcome.Of(expected[2])), WireOutcome.Of(actual[2]));
        client.AssertTheWireAgrees(actual);
    }

    [Theory]
    [MemberData(nameof(FaultsOfLikeRows))]
    public async Task A_fault_of_the_first_attempt_alone_comes_to_the_same_rows_and_attempts_as_over_the_direct_transport(string name)
    {
        await using EchoRun direct = await EchoRun.StartAsync(Direct, FaultRule.FirstAttempts(WireFaults.Get(name)), options: Patient);
        await using EchoRun client = await EchoRun.StartAsync(OverOpenAIClient.Connect, FaultRule.FirstAttempts(WireFaults.Get(name)), options: Patient);

        List<RowOutcome<EchoRow>> expected = await direct.ListAsync(3);
        List<RowOutcome<EchoRow>> actual = await client.ListAsync(3);

        Assert.Equal(expected.Select(outcome => outcome is AnsweredRow<EchoRow>), actual.Select(outcome => outcome is AnsweredRow<EchoRow>));
        // How far a failed row's other queries had come is a matter of timing.
        if (actual.All(outcome => outcome is AnsweredRow<EchoRow>))
        {
            Assert.Equal(Kinds(expected), Kinds(actual));
            Assert.Equal(Kinds(actual).Count, client.Emulator.GetCounters().Attempts);
        }
    }

    [Fact]
    public async Task The_packages_page_names_every_difference_and_no_other()
    {
        string page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Querent.Extensions.AI.md"), TestContext.Current.CancellationToken);
        IEnumerable<string> named = page[page.IndexOf("| the endpoint sends", StringComparison.Ordinal)..].Split('\n')
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split('`').Where((_, index) => index % 2 == 1));

        Assert.Equal(Differences.Keys.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static WireOutcome Unread(WireOutcome direct)
        => direct with { Kind = QueryErrorKind.Malformed, FinishReason = FinishReason.Unknown, Model = null, KnownUsage = "" };

    internal static ChatCompletionsTransport Direct(TransportTarget target)
        => new(new ChatCompletionsOptions { Endpoint = target.Endpoint, Deployment = target.Deployment, ApiKey = target.ApiKey });

    private static RowExecutorOptions Patient => EchoRun.Options(concurrency: 4, attempts: 3);

    private static List<QueryErrorKind?> Kinds(List<RowOutcome<EchoRow>> outcomes)
        => [.. outcomes.SelectMany(outcome => outcome.Queries).SelectMany(query => query.Attempts).Select(attempt => attempt.Error?.Kind)];
}
