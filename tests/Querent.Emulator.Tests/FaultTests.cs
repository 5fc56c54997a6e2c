using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;

namespace Querent.Emulator.Tests;

public sealed class FaultTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<Reply> PostUnderAsync(EmulatorFault fault)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Faults = [FaultRule.Always(fault)] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.Ask());
        Assert.Equal(1, emulator.GetCounters().Faults[fault.Name]);
        Assert.Equal(1, emulator.GetCounters().WithStatus(reply.Status));
        return reply;
    }

    private static async Task<Exception> FailUnderAsync(EmulatorFault fault)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Faults = [FaultRule.Always(fault)] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Exception exception = await Assert.ThrowsAnyAsync<Exception>(() => client.PostAsync(Requests.Ask()));
        await emulator.WaitForIdleAsync(Cancelled);
        Assert.Equal(1, emulator.GetCounters().AbortedByEmulator);
        return exception;
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_status_has_a_body_in_the_gateways_form(int status)
    {
        Reply reply = await PostUnderAsync(EmulatorFault.Status(status));
        Assert.Equal(status, reply.Status);
        Assert.Equal(status.ToString(CultureInfo.InvariantCulture), reply.Error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_status_carries_the_headers_and_the_body_it_was_given()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.Status(
            409, "{\"mine\":1}", new Dictionary<string, string> { ["x-should-retry"] = "true", ["retry-after-ms"] = "5", ["Retry-After"] = "114" }));
        Assert.Equal("{\"mine\":1}", reply.Body);
        Assert.Equal("true", reply.Headers.GetValues("x-should-retry").Single());
        Assert.Equal("5", reply.Headers.GetValues("retry-after-ms").Single());
        Assert.Equal("114", reply.Headers.GetValues("Retry-After").Single());
    }

    [Theory]
    [InlineData(RetryAfterForm.None, null, null)]
    [InlineData(RetryAfterForm.Seconds, "3", null)]
    [InlineData(RetryAfterForm.Milliseconds, null, "2500")]
    [InlineData(RetryAfterForm.Seconds | RetryAfterForm.Milliseconds, "3", "2500")]
    public async Task A_throttled_reply_says_when_to_come_back(RetryAfterForm form, string? seconds, string? milliseconds)
    {
        Reply reply = await PostUnderAsync(EmulatorFault.Throttle(TimeSpan.FromSeconds(2.5), form));
        Assert.Equal(429, reply.Status);
        Assert.Equal("429", reply.Error.GetProperty("code").GetString());
        Assert.Contains("retry after 3 seconds", reply.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(seconds, reply.Headers.TryGetValues("Retry-After", out IEnumerable<string>? after) ? after.Single() : null);
        Assert.Equal(milliseconds, reply.Headers.TryGetValues("retry-after-ms", out IEnumerable<string>? exact) ? exact.Single() : null);
    }

    [Fact]
    public async Task A_throttled_reply_may_say_it_by_a_date()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.Throttle(TimeSpan.FromHours(114), RetryAfterForm.Date));
        DateTimeOffset until = reply.Headers.RetryAfter!.Date!.Value;
        Assert.InRange(until - TimeProvider.System.GetUtcNow(), TimeSpan.FromHours(113.9), TimeSpan.FromHours(114) + TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_throttled_reply_may_say_nothing()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.Throttle());
        Assert.Equal(429, reply.Status);
        Assert.False(reply.Headers.Contains("Retry-After"));
    }

    [Theory]
    [InlineData(PromptFilterForm.InnerError, "ResponsibleAIPolicyViolation")]
    [InlineData(PromptFilterForm.ContentFilters, "ContentFiltered")]
    [InlineData(PromptFilterForm.Bare, null)]
    public async Task A_blocked_prompt_is_a_400_in_each_of_its_forms(PromptFilterForm form, string? innerCode)
    {
        Reply reply = await PostUnderAsync(EmulatorFault.ContentFilterPrompt(form));
        Assert.Equal(400, reply.Status);
        Assert.Equal("content_filter", reply.Error.GetProperty("code").GetString());
        Assert.Equal("prompt", reply.Error.GetProperty("param").GetString());
        Assert.Equal(innerCode, reply.Error.TryGetProperty("innererror", out JsonElement inner) ? inner.GetProperty("code").GetString() : null);
        JsonElement categories = form switch
        {
            PromptFilterForm.InnerError => inner.GetProperty("content_filter_result"),
            PromptFilterForm.ContentFilters => reply.Error.GetProperty("content_filters")[0].GetProperty("content_filter_results"),
            _ => default,
        };
        Assert.True(form == PromptFilterForm.Bare || categories.GetProperty("hate").GetProperty("filtered").GetBoolean());
    }

    [Fact]
    public async Task A_context_too_long_is_a_400()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.ContextTooLong());
        Assert.Equal(400, reply.Status);
        Assert.Equal("context_length_exceeded", reply.Error.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(502)]
    public async Task A_reply_may_be_html(int status)
    {
        Reply reply = await PostUnderAsync(EmulatorFault.NotJson(status));
        Assert.Equal(status, reply.Status);
        Assert.StartsWith("<html>", reply.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_blocked_answer_is_null_or_partial(bool partial)
    {
        Reply reply = await PostUnderAsync(EmulatorFault.ContentFilterOutput(partial));
        Assert.Equal(200, reply.Status);
        Assert.Equal("content_filter", reply.FinishReason);
        Assert.Equal(partial, reply.Content is not null);
        Assert.True(reply.Choice.GetProperty("content_filter_results").GetProperty("violence").GetProperty("filtered").GetBoolean());
    }

    [Fact]
    public async Task A_filter_that_is_down_says_so_beside_a_whole_answer()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.FilterDown());
        Assert.Equal(JsonValueKind.Object, reply.Answer.ValueKind);
        Assert.Equal(
            "content_filter_error", reply.Choice.GetProperty("content_filter_results").GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_refusal_has_no_content_and_stops()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.Refusal());
        Assert.Null(reply.Content);
        Assert.Equal("stop", reply.FinishReason);
        Assert.NotEmpty(reply.Choice.GetProperty("message").GetProperty("refusal").GetString()!);
    }

    [Fact]
    public async Task A_truncated_answer_breaks_off_with_the_reason_length()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.Truncated());
        Assert.Equal("length", reply.FinishReason);
        Assert.StartsWith("{", reply.Content, StringComparison.Ordinal);
        Assert.ThrowsAny<JsonException>(() => reply.Answer);
    }

    [Fact]
    public async Task An_answer_may_be_prose()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.AnswerNotJson());
        Assert.Equal("stop", reply.FinishReason);
        Assert.ThrowsAny<JsonException>(() => reply.Answer);
    }

    [Fact]
    public async Task A_wrong_answer_is_json_that_its_schema_does_not_allow()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Faults = [FaultRule.Always(EmulatorFault.AnswerWrong())] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        using var schema = JsonDocument.Parse(Requests.Schema);
        for (int row = 0; row < 50; row++)
        {
            Reply reply = await client.PostAsync(Requests.Ask($"Row {row}"));
            JsonElement answer = reply.Answer;
            Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => new SchemaValidator(schema.RootElement).Validate(answer));
        }
    }

    [Fact]
    public async Task Choices_may_be_empty()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.EmptyChoices());
        Assert.Equal(200, reply.Status);
        Assert.Equal(0, reply.Json.GetProperty("choices").GetArrayLength());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Content_may_be_null_or_absent(bool absent)
    {
        Reply reply = await PostUnderAsync(EmulatorFault.NoContent(absent));
        Assert.Equal(!absent, reply.Choice.GetProperty("message").TryGetProperty("content", out _));
        Assert.Equal("stop", reply.FinishReason);
    }

    [Fact]
    public async Task Usage_may_be_absent() =>
        Assert.False((await PostUnderAsync(EmulatorFault.NoUsage())).Json.TryGetProperty("usage", out _));

    [Fact]
    public async Task A_finish_reason_may_be_unknown() =>
        Assert.Equal("tired", (await PostUnderAsync(EmulatorFault.UnknownFinishReason("tired"))).FinishReason);

    [Fact]
    public async Task A_tool_may_be_called_in_place_of_an_answer()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.ToolCalls());
        Assert.Equal("tool_calls", reply.FinishReason);
        Assert.Null(reply.Content);
        Assert.Equal(1, reply.Choice.GetProperty("message").GetProperty("tool_calls").GetArrayLength());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cut_body_ends_half_way(bool reset)
    {
        EmulatorFault fault = EmulatorFault.CutBody(reset);
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Faults = [FaultRule.Always(fault)] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(emulator.Endpoint, "openai/v1/chat/completions"))
        {
            Content = new StringContent(Requests.Ask(), Encoding.UTF8, "application/json"),
        };
        using HttpResponseMessage response = await client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Content.Headers.ContentLength > 0);
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            await using Stream body = await response.Content.ReadAsStreamAsync(Cancelled);
            await body.CopyToAsync(Stream.Null, Cancelled);
        });
    }

    [Fact]
    public async Task A_reset_comes_before_any_reply() =>
        Assert.IsType<HttpRequestException>(await FailUnderAsync(EmulatorFault.ResetBeforeResponse()));

    [Fact]
    public async Task A_cut_body_counts_as_aborted() => Assert.IsType<HttpRequestException>(await FailUnderAsync(EmulatorFault.CutBody()));

    [Fact]
    public async Task A_slow_drip_comes_whole_in_the_end()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.SlowDrip(TimeSpan.FromMilliseconds(1), bytes: 100));
        Assert.Equal(JsonValueKind.Object, reply.Answer.ValueKind);
    }

    [Fact]
    public async Task A_black_hole_answers_nothing_until_the_client_goes()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Faults = [FaultRule.Always(EmulatorFault.BlackHole())] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        using var impatience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        Task<HttpResponseMessage> asked = client.SendAsync(Requests.Ask(), "openai/v1/chat/completions", impatience.Token);
        await emulator.WaitForInFlightAsync(1, Cancelled);
        Assert.False(asked.IsCompleted);
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asked);
        await emulator.WaitForIdleAsync(Cancelled);
        Assert.Equal(1, emulator.GetCounters().AbortedByClient);
    }

    [Fact]
    public async Task After_a_fault_of_the_connection_the_next_request_is_answered()
    {
        FaultRule rule = FaultRule.When(request => request.Number switch
        {
            1 => EmulatorFault.CutBody(),
            2 => EmulatorFault.ResetBeforeResponse(),
            3 => EmulatorFault.CutBody(reset: false),
            _ => null,
        });
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Faults = [rule] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        for (int attempt = 0; attempt < 3; attempt++)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(Requests.Ask()));
        }

        Assert.Equal(200, (await client.PostAsync(Requests.Ask())).Status);
    }

    [Fact]
    public void Every_fault_has_a_name_of_its_own() => Assert.Equal(34, EmulatorFault.ByName.Count);

    [Fact]
    public async Task A_filters_notes_are_on_prompt_and_answer_and_block_neither()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.FilterNotes());

        Assert.Equal("stop", reply.FinishReason);
        Assert.True(reply.Json.GetProperty("prompt_filter_results")[0].GetProperty("content_filter_results").GetProperty("jailbreak").GetProperty("detected").GetBoolean());
        Assert.Equal("low", reply.Choice.GetProperty("content_filter_results").GetProperty("violence").GetProperty("severity").GetString());
    }

    [Fact]
    public async Task Reasoning_that_takes_all_tokens_leaves_no_content()
    {
        Reply reply = await PostUnderAsync(EmulatorFault.ReasoningCut(77));

        JsonElement usage = reply.Json.GetProperty("usage");
        Assert.Equal(("length", "", 77, 77), (reply.FinishReason, reply.Content, usage.GetProperty("completion_tokens").GetInt32(), usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt32()));
    }

    [Fact]
    public async Task A_partial_usage_has_no_details()
    {
        JsonElement usage = (await PostUnderAsync(EmulatorFault.PartialUsage())).Json.GetProperty("usage");

        Assert.Equal(["prompt_tokens", "completion_tokens", "total_tokens"], usage.EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public async Task An_odd_body_is_odd_and_has_status_200()
    {
        Assert.Equal("429", (await PostUnderAsync(EmulatorFault.ErrorInSuccess("429"))).Error.GetProperty("code").GetString());
        Assert.Equal("", (await PostUnderAsync(EmulatorFault.EmptyBody())).Body);
        Assert.Matches("^({.*})\\1$", (await PostUnderAsync(EmulatorFault.TwoDocuments())).Body);
        Assert.StartsWith("\u001f", (await PostUnderAsync(EmulatorFault.Compressed())).Body, StringComparison.Ordinal);
        Assert.StartsWith("{", (await PostUnderAsync(EmulatorFault.FalselyCompressed())).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_reply_carries_the_headers_that_the_options_name()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { ReplyHeaders = new Dictionary<string, string> { ["Sunset"] = "soon" }, Faults = [FaultRule.FirstAttempts(EmulatorFault.Status(500))] }, Cancelled);
        using var client = new EmulatorClient(emulator);

        Assert.Equal("soon", (await client.PostAsync(Requests.Ask())).Headers.GetValues("Sunset").Single());
        Assert.Equal("soon", (await client.PostAsync(Requests.Ask())).Headers.GetValues("Sunset").Single());
    }
}
