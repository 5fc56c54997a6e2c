using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Querent.Emulator.Tests;

public sealed class QuotaEndpointTests
{
    private static readonly string[] HeaderNames =
        [.. from part in (string[])["limit", "remaining", "reset"] from unit in (string[])["requests", "tokens"] select $"x-ratelimit-{part}-{unit}"];

    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 5, 4, 3, 2, 1, 500, TimeSpan.Zero));

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private Task<OpenAIEmulator> StartAsync(EmulatorQuota quota, params FaultRule[] faults) => OpenAIEmulator.StartAsync(
        new() { Quota = quota, TimeProvider = _clock, Faults = faults, Deployments = [OpenAIEmulator.DefaultDeployment, "other"] }, Cancelled);

    private static string?[] RateLimits(Reply reply) => [.. HeaderNames.Select(name => Header(reply, name))];

    private static string? Header(Reply reply, string name) =>
        reply.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.Single() : null;

    private static string Ask(int maxTokens) => Requests.But("max_tokens", maxTokens.ToString(CultureInfo.InvariantCulture));

    [Fact]
    public async Task Two_clients_share_a_deployment_and_another_deployment_has_its_own()
    {
        await using OpenAIEmulator emulator = await StartAsync(new() { RequestsPerMinute = 240 });
        using var one = new EmulatorClient(emulator);
        using var two = new EmulatorClient(emulator);
        var statuses = new List<int>();
        for (int request = 0; request < 3; request++)
        {
            statuses.Add((await one.PostAsync(Requests.Ask())).Status);
            statuses.Add((await two.PostAsync(Requests.Ask(), "openai/deployments/gpt-4o-mini/chat/completions?api-version=1")).Status);
        }

        Assert.Equal([200, 200, 200, 200, 429, 429], statuses);
        Assert.Equal(200, (await two.PostAsync(Requests.Ask(), "openai/deployments/other/chat/completions?api-version=1")).Status);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(200, (await two.PostAsync(Requests.Ask())).Status);
        EmulatorCounters counters = emulator.GetCounters();
        Assert.Equal(6, counters.Quota.Admitted);
        Assert.Equal(2, counters.Quota.ThrottledByRequests);
        Assert.Equal(6, counters.Goodput.Answers);
    }

    [Fact]
    public async Task Every_reply_tells_what_is_left()
    {
        await using OpenAIEmulator emulator = await StartAsync(
            new() { RequestsPerMinute = 120, TokensPerMinute = 2_000, ReducedTokensPerMinute = 1_000 });
        using var client = new EmulatorClient(emulator);
        _clock.Advance(TimeSpan.FromSeconds(0.25));
        Reply reply = await client.PostAsync(Ask(100));
        long charged = reply.Json.GetProperty("usage").GetProperty("prompt_tokens").GetInt64() + 100;
        Assert.Equal(["120", "1000", "1", $"{1_000 - charged}", "750ms", "59.75s"], RateLimits(reply));
        Assert.Equal(charged, emulator.GetCounters().Quota.ChargedTokens);
        Reply refused = await client.PostAsync(Ask(1_000));
        Assert.Equal(429, refused.Status);
        Assert.Equal("0", Header(refused, "x-ratelimit-remaining-requests"));
        Assert.Equal($"{1_000 - charged}", Header(refused, "x-ratelimit-remaining-tokens"));
    }

    [Theory]
    [InlineData(QuotaHeader.Missing, null)]
    [InlineData(QuotaHeader.Zero, "0")]
    [InlineData(QuotaHeader.MinusOne, "-1")]
    public async Task Headers_may_be_missing_or_lie(QuotaHeader form, string? told)
    {
        var headers = new QuotaHeaders
        {
            LimitRequests = form,
            LimitTokens = form,
            RemainingRequests = form,
            RemainingTokens = form,
            ResetRequests = form,
            ResetTokens = form,
        };
        await using OpenAIEmulator emulator = await StartAsync(new() { RequestsPerMinute = 60, TokensPerMinute = 1_000_000, Headers = headers });
        using var client = new EmulatorClient(emulator);
        Assert.All(RateLimits(await client.PostAsync(Requests.Ask())), header => Assert.Equal(told, header));
    }

    [Fact]
    public async Task A_quota_that_is_not_set_has_no_header_and_times_may_be_bare_seconds()
    {
        await using OpenAIEmulator emulator = await StartAsync(
            new() { RequestsPerMinute = 60, RequestWindow = TimeSpan.FromSeconds(10), Headers = new() { ResetInSeconds = true, LimitRequests = QuotaHeader.Missing } });
        using var client = new EmulatorClient(emulator);
        _clock.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal([null, null, "9", null, "10", null], RateLimits(await client.PostAsync(Requests.Ask())));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.0165, "17ms")]
    [InlineData(1, "1s")]
    [InlineData(1.5, "1.5s")]
    [InlineData(360, "6m0s")]
    [InlineData(90.25, "1m30.25s")]
    public void A_time_has_units(double seconds, string told) => Assert.Equal(told, QuotaHeaderWriter.Time(TimeSpan.FromSeconds(seconds), inSeconds: false));

    [Theory]
    [InlineData(RetryAfterForm.None, 1, null, null)]
    [InlineData(RetryAfterForm.Seconds, 1, "1", null)]
    [InlineData(RetryAfterForm.Milliseconds, 1, null, "750")]
    [InlineData(RetryAfterForm.Seconds | RetryAfterForm.Milliseconds, 4, "3", "3000")]
    [InlineData(RetryAfterForm.Date, 1, "Mon, 04 May 2026 03:02:03 GMT", null)]
    public async Task A_429_says_when_to_come_back_in_each_form(RetryAfterForm form, double factor, string? retryAfter, string? milliseconds)
    {
        await using OpenAIEmulator emulator = await StartAsync(new() { RequestsPerMinute = 60, RetryAfterForm = form, RetryAfterFactor = factor });
        using var client = new EmulatorClient(emulator);
        await client.PostAsync(Requests.Ask());
        _clock.Advance(TimeSpan.FromSeconds(0.25));
        Reply refused = await client.PostAsync(Requests.Ask());
        Assert.Equal(429, refused.Status);
        Assert.Equal("429", refused.Error.GetProperty("code").GetString());
        Assert.Contains($"Try again in {(factor > 1 ? 3 : 1)} seconds", refused.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(retryAfter, Header(refused, "Retry-After"));
        Assert.Equal(milliseconds, Header(refused, "retry-after-ms"));
    }

    [Fact]
    public async Task A_429_may_say_another_time_than_the_exact_one()
    {
        await using OpenAIEmulator emulator = await StartAsync(new() { RequestsPerMinute = 60, RetryAfter = TimeSpan.FromHours(24) });
        using var client = new EmulatorClient(emulator);
        await client.PostAsync(Requests.Ask());
        Assert.Equal("86400", Header(await client.PostAsync(Requests.Ask()), "Retry-After"));
    }

    [Fact]
    public async Task What_can_never_fit_is_told_so_and_no_time_to_come_back()
    {
        await using OpenAIEmulator emulator = await StartAsync(new() { TokensPerMinute = 500 });
        using var client = new EmulatorClient(emulator);
        Reply refused = await client.PostAsync(Ask(600));
        Assert.Equal(429, refused.Status);
        Assert.Null(Header(refused, "Retry-After"));
        Assert.Null(Header(refused, "retry-after-ms"));
        Assert.Equal(1, emulator.GetCounters().Quota.ThrottledByTokens);
    }

    [Theory]
    [InlineData(FailedCallCharge.Full, 180, new[] { 400, 400, 500, 429, 429 })]
    [InlineData(FailedCallCharge.None, 60, new[] { 400, 400, 500, 500, 400 })]
    public async Task Failed_calls_count_unless_they_are_free(FailedCallCharge charge, int perMinute, int[] statuses)
    {
        await using OpenAIEmulator emulator = await StartAsync(new() { RequestsPerMinute = perMinute, FailedCalls = charge }, FaultRule.Always(EmulatorFault.Status(500)));
        using var client = new EmulatorClient(emulator);
        string bad = Requests.But("messages", null);
        foreach ((string body, int status) in ((string[])[bad, bad, Requests.Ask(), Requests.Ask(), bad]).Zip(statuses))
        {
            Assert.Equal(status, (await client.PostAsync(body)).Status);
        }

        Assert.Equal(0, emulator.GetCounters().Goodput.Answers);
    }

    [Fact]
    public async Task What_is_refused_before_the_quota_takes_none_of_it()
    {
        await using OpenAIEmulator emulator = await StartAsync(new() { RequestsPerMinute = 60 });
        using var stranger = new EmulatorClient(emulator, key: "wrong");
        using var client = new EmulatorClient(emulator);
        Assert.Equal(401, (await stranger.PostAsync(Requests.Ask())).Status);
        Assert.Equal(404, (await client.PostAsync(Requests.Ask(), "openai/deployments/none/chat/completions?api-version=1")).Status);
        Assert.Equal(200, (await client.PostAsync(Requests.Ask())).Status);
    }

    [Fact]
    public async Task A_throttled_request_is_no_attempt_that_rules_see()
    {
        await using OpenAIEmulator emulator = await StartAsync(new() { RequestsPerMinute = 60 }, FaultRule.FirstAttempts(EmulatorFault.Status(500)));
        using var client = new EmulatorClient(emulator);
        var statuses = new List<int>();
        foreach (double advance in (double[])[0, 0, 1, 0])
        {
            _clock.Advance(TimeSpan.FromSeconds(advance));
            statuses.Add((await client.PostAsync(Requests.Ask())).Status);
        }

        Assert.Equal([500, 429, 200, 429], statuses);
    }

    [Fact]
    public async Task Capacity_is_free_again_when_an_answer_is_there_or_its_client_has_gone()
    {
        var release = new TaskCompletionSource();
        using var held = new SemaphoreSlim(0);
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Quota = new() { Capacity = new(2) }, Hold = _ => HoldAsync() }, Cancelled);
        using var client = new EmulatorClient(emulator);
        using var impatience = new CancellationTokenSource();
        Task<Reply> first = client.PostAsync(Requests.Ask("a"));
        Task<HttpResponseMessage> second = client.SendAsync(Requests.Ask("b"), "v1/chat/completions", impatience.Token);
        await held.WaitAsync(Cancelled);
        await held.WaitAsync(Cancelled);

        Reply refused = await client.PostAsync(Requests.Ask("c"));
        Assert.Equal(429, refused.Status);
        Assert.Null(Header(refused, "Retry-After"));
        Assert.Equal(1, emulator.GetCounters().Quota.ThrottledByCapacity);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        release.SetResult();
        Assert.Equal(200, (await first).Status);
        await emulator.WaitForIdleAsync(Cancelled);
        Assert.Equal(200, (await client.PostAsync(Requests.Ask("d"))).Status);
        Assert.Equal(200, (await client.PostAsync(Requests.Ask("e"))).Status);
        Assert.Equal(200, (await client.PostAsync(Requests.Ask("f"))).Status);

        Task HoldAsync()
        {
            held.Release();
            return release.Task;
        }
    }

    [Fact]
    public async Task The_quota_is_changed_while_it_runs()
    {
        await using OpenAIEmulator emulator = await StartAsync(new() { RequestsPerMinute = 60 });
        using var client = new EmulatorClient(emulator);
        Assert.Equal(200, (await client.PostAsync(Requests.Ask())).Status);
        Assert.Equal(429, (await client.PostAsync(Requests.Ask())).Status);
        emulator.SetQuota(new() { RequestsPerMinute = 120 });
        Assert.Equal(200, (await client.PostAsync(Requests.Ask())).Status);
        Assert.Equal(429, (await client.PostAsync(Requests.Ask())).Status);
        emulator.SetQuota(null);
        Assert.Equal(200, (await client.PostAsync(Requests.Ask())).Status);
        Assert.Throws<ArgumentException>(() => emulator.SetQuota(new() { RequestsPerMinute = 0 }));
    }

    [Fact]
    public async Task A_settled_charge_leaves_what_the_answer_did_not_take()
    {
        await using OpenAIEmulator emulator = await StartAsync(new() { TokensPerMinute = 2_000, SettleTokens = true });
        using var client = new EmulatorClient(emulator);
        long total = (await client.PostAsync(Ask(1_500))).Json.GetProperty("usage").GetProperty("total_tokens").GetInt64();
        Assert.Equal(200, (await client.PostAsync(Ask(1_500))).Status);
        Assert.Equal(2 * total, emulator.GetCounters().Goodput.Tokens);
    }

    [Fact]
    public async Task The_counters_tell_another_process_what_was_throttled_and_what_was_answered()
    {
        await using OpenAIEmulator emulator = await StartAsync(new() { RequestsPerMinute = 60 });
        using var client = new EmulatorClient(emulator);
        await client.PostAsync(Requests.Ask());
        await client.PostAsync(Requests.Ask());
        JsonElement counters = JsonDocument.Parse(await client.Http.GetStringAsync(new Uri(emulator.Endpoint, "emulator/counters"), Cancelled)).RootElement;
        Assert.Equal(1, counters.GetProperty("quota").GetProperty("admitted").GetInt64());
        Assert.Equal(1, counters.GetProperty("quota").GetProperty("throttled_by_requests").GetInt64());
        Assert.Equal(1, counters.GetProperty("goodput").GetProperty("answers").GetInt64());
        Assert.True(counters.GetProperty("goodput").GetProperty("answers_per_second").GetDouble() > 0);
        emulator.ResetCounters();
        Assert.Equal(0, emulator.GetCounters().Quota.Throttled);
        Assert.Equal(0, emulator.GetCounters().Goodput.Answers);
    }

    [Fact]
    public async Task On_a_real_clock_a_client_that_waits_as_told_is_served_the_quota_and_no_more()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Quota = new() { RequestsPerMinute = 6_000, RequestWindow = TimeSpan.FromMilliseconds(100) } }, Cancelled);
        using var client = new EmulatorClient(emulator);
        int refused = 0;
        for (int request = 0; request < 45;)
        {
            Reply reply = await client.PostAsync(Requests.Ask());
            if (reply.Status == 200)
            {
                request++;
                continue;
            }

            refused++;
            await Task.Delay(TimeSpan.FromMilliseconds(int.Parse(Header(reply, "retry-after-ms")!, CultureInfo.InvariantCulture)), TimeProvider.System, Cancelled);
        }

        GoodputCounters goodput = emulator.GetCounters().Goodput;
        Assert.Equal(45, goodput.Answers);
        Assert.True(refused <= emulator.GetCounters().Quota.ThrottledByRequests);
        Assert.InRange(goodput.Answers, 0, 10 * (1 + Math.Ceiling(goodput.Elapsed.TotalMilliseconds / 100)));
    }
}
