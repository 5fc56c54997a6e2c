using System.Collections.Concurrent;
using System.Text.Json;

namespace Querent.Emulator.Tests;

public sealed class ScriptTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_script_sees_the_whole_request_and_decides_the_answer()
    {
        var seen = new ConcurrentQueue<EmulatorRequest>();
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new()
            {
                Answer = request =>
                {
                    seen.Enqueue(request);
                    return new EmulatorAnswer($"{request.User}, time {request.Attempt}");
                },
            },
            Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal("A \"row\", time 1", (await client.PostAsync(Requests.Ask("A \"row\""))).Content);
        Assert.Equal("A \"row\", time 2", (await client.PostAsync(Requests.Ask("A \"row\""))).Content);
        Assert.Equal("Ünother 🂡, time 1", (await client.PostAsync(Requests.Ask("Ünother 🂡"))).Content);

        EmulatorRequest first = seen.First();
        Assert.Equal("gpt-4o-mini", first.Deployment);
        Assert.Equal("triage", first.SchemaName);
        Assert.Equal(JsonValueKind.Object, JsonDocument.Parse(first.SchemaJson!).RootElement.ValueKind);
        Assert.Equal([new("system", "You help."), new("user", "A \"row\"")], first.Messages);
        Assert.Equal("You help.", first.System);
        Assert.Equal([1, 2, 3], seen.Select(request => request.Number));
        Assert.Equal(Requests.Ask("A \"row\""), System.Text.Encoding.UTF8.GetString(first.Body.Span));
    }

    [Fact]
    public async Task A_script_sees_what_is_asked_beside_the_prompt_and_every_image()
    {
        EmulatorRequest? seen = null;
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new()
            {
                Answer = request =>
                {
                    seen = request;
                    return new("{}");
                },
            },
            Cancelled);
        using var client = new EmulatorClient(emulator);

        await client.PostAsync(
            """
            {"model":"gpt-4o-mini","temperature":0.3,"top_p":0.9,"seed":-7,"stop":["a","\n"],"reasoning_effort":"xhigh","messages":[
            {"role":"user","content":"2+2"},{"role":"assistant","content":"4"},
            {"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"https://example.org/a.png","detail":"low"}},{"type":"text","text":"b"},{"type":"image_url","image_url":{"url":"data:image/png;base64,aW1n"}}]}]}
            """);

        Assert.NotNull(seen);
        Assert.Equal((0.3, 0.9, -7L, "xhigh"), (seen.Temperature, seen.TopP, seen.Seed, seen.ReasoningEffort));
        Assert.Equal(["a", "\n"], seen.Stop);
        Assert.Equal(
            [
                new("user", "2+2"),
                new("assistant", "4"),
                new EmulatorMessage("user", "ab") { Images = [new("https://example.org/a.png", "low"), new("data:image/png;base64,aW1n", null)] },
            ],
            seen.Messages);
        Assert.Equal("ab", seen.User);

        await client.PostAsync("""{"model":"gpt-4o-mini","stop":"x","seed":null,"messages":[{"role":"user","content":"a"}]}""");

        Assert.Equal((null, null, null, null), (seen.Temperature, seen.TopP, seen.Seed, seen.ReasoningEffort));
        Assert.Equal(["x"], seen.Stop);
    }

    [Fact]
    public async Task The_text_parts_of_a_content_are_one_text()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Answer = request => new(request.User) }, Cancelled);
        using var client = new EmulatorClient(emulator);
        string body = Requests.But("messages", """[{"role":"user","content":[{"type":"text","text":"a"},{"type":"text","text":"b"}]}]""");
        Assert.Equal("ab", (await client.PostAsync(body)).Content);
    }

    [Fact]
    public async Task A_script_that_returns_nothing_leaves_the_answer_to_the_emulator()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { Answer = _ => null }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal(JsonValueKind.Object, (await client.PostAsync(Requests.Ask())).Answer.ValueKind);
    }

    [Fact]
    public async Task A_script_decides_refusal_finish_reason_and_usage()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new()
            {
                Answer = request => request.User == "a"
                    ? new(null) { Refusal = "No.", OmitUsage = true }
                    : new("x") { FinishReason = "length", PromptTokens = 7, CompletionTokens = 9 },
            },
            Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply refused = await client.PostAsync(Requests.Ask("a"));
        Assert.Null(refused.Content);
        Assert.Equal("No.", refused.Choice.GetProperty("message").GetProperty("refusal").GetString());
        Assert.False(refused.Json.TryGetProperty("usage", out _));
        Reply cut = await client.PostAsync(Requests.Ask("b"));
        Assert.Equal("length", cut.FinishReason);
        Assert.Equal(16, cut.Json.GetProperty("usage").GetProperty("total_tokens").GetInt64());
    }

    [Fact]
    public async Task A_script_may_write_the_whole_body()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Answer = _ => new(null) { RawBody = "{\"choices\":7}", StatusCode = 201 } }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.Ask());
        Assert.Equal(201, reply.Status);
        Assert.Equal("{\"choices\":7}", reply.Body);
    }

    [Fact]
    public async Task A_fault_strikes_a_scripted_answer_too()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Answer = _ => new("abcdefgh"), Faults = [FaultRule.Always(EmulatorFault.Truncated())] }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Assert.Equal("abcd", (await client.PostAsync(Requests.Ask())).Content);
    }

    [Fact]
    public async Task A_script_that_throws_is_a_500_that_says_so()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Answer = _ => throw new InvalidOperationException("Row 7 was not expected.") }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.Ask());
        Assert.Equal(500, reply.Status);
        Assert.Contains("Row 7 was not expected.", reply.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hold_decides_the_order_in_which_answers_come()
    {
        var release = new TaskCompletionSource();
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(
            new() { Hold = request => request.User == "slow" ? release.Task : null }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Task<Reply> slow = client.PostAsync(Requests.Ask("slow"));
        await emulator.WaitForInFlightAsync(1, Cancelled);
        Assert.Equal(200, (await client.PostAsync(Requests.Ask("quick"))).Status);
        Assert.False(slow.IsCompleted);
        release.SetResult();
        Assert.Equal(200, (await slow).Status);
    }
}
