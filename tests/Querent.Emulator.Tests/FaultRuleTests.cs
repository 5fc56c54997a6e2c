namespace Querent.Emulator.Tests;

public sealed class FaultRuleTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<int[]> StatusesAsync(FaultRule rule, int prompts, int attempts = 1)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Faults = [rule] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        var statuses = new List<int>();
        for (int attempt = 0; attempt < attempts; attempt++)
        {
            for (int row = 0; row < prompts; row++)
            {
                statuses.Add((await client.PostAsync(Requests.Ask($"Row {row}"))).Status);
            }
        }

        return [.. statuses];
    }

    [Fact]
    public async Task A_share_strikes_about_so_many_and_the_same_ones_each_time()
    {
        FaultRule rule = FaultRule.Share(EmulatorFault.Throttle(), 0.3, seed: 4);
        int[] first = await StatusesAsync(rule, 200);
        Assert.InRange(first.Count(status => status == 429), 40, 80);
        Assert.Equal(first, await StatusesAsync(rule, 200));
    }

    [Fact]
    public async Task Another_seed_or_another_fault_strikes_others()
    {
        int[] first = await StatusesAsync(FaultRule.Share(EmulatorFault.Status(500), 0.5, seed: 1), 100);
        Assert.NotEqual(first, await StatusesAsync(FaultRule.Share(EmulatorFault.Status(500), 0.5, seed: 2), 100));
        Assert.NotEqual(
            first.Select(status => status == 200),
            (await StatusesAsync(FaultRule.Share(EmulatorFault.Status(503), 0.5, seed: 1), 100)).Select(status => status == 200));
    }

    [Fact]
    public async Task Each_attempt_is_decided_anew()
    {
        int[] statuses = await StatusesAsync(FaultRule.Share(EmulatorFault.Throttle(), 0.5), 60, attempts: 2);
        Assert.NotEqual(statuses[..60], statuses[60..]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 20)]
    public async Task A_share_of_none_strikes_none_and_of_all_strikes_all(double share, int struck) =>
        Assert.Equal(struck, (await StatusesAsync(FaultRule.Share(EmulatorFault.Throttle(), share), 20)).Count(status => status == 429));

    [Fact]
    public async Task First_attempts_are_struck_and_later_ones_pass() =>
        Assert.Equal((int[])[500, 500, 500, 500, 200, 200], await StatusesAsync(FaultRule.FirstAttempts(EmulatorFault.Status(500), 2), 2, attempts: 3));

    [Fact]
    public async Task A_function_sees_the_prompt_and_the_attempt()
    {
        FaultRule rule = FaultRule.When(request => request.User == "Row 1" && request.Attempt == 2 ? EmulatorFault.Status(418) : null);
        Assert.Equal((int[])[200, 200, 200, 418, 200, 200], await StatusesAsync(rule, 2, attempts: 3));
    }

    [Fact]
    public async Task The_first_rule_that_names_a_fault_wins()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new()
            {
                Faults = [FaultRule.When(_ => null), FaultRule.Always(EmulatorFault.Status(500)), FaultRule.Always(EmulatorFault.Status(503))],
            },
            Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal(500, (await client.PostAsync(Requests.Ask())).Status);
    }

    [Fact]
    public async Task A_refused_request_is_no_attempt_of_a_prompt()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Faults = [FaultRule.Always(EmulatorFault.Status(500))] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal(400, (await client.PostAsync("{}")).Status);
        Assert.Equal(0, emulator.GetCounters().DistinctPrompts);
    }
}
