using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Querent.Discretion;

namespace TicketApi.Tests;

public sealed class AnswerTests(ScriptedApi api) : IClassFixture<ScriptedApi>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ticket_comes_back_with_all_of_its_answers()
    {
        using HttpResponseMessage response = await api.Sample.PostAsync("My card was stolen.");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        JsonElement row = await JsonAsync(response);
        Assert.Equal(["text", "triage", "reply"], row.EnumerateObject().Select(member => member.Name));
        Assert.Equal("My card was stolen.", row.GetProperty("text").GetString());
        Assert.True(Enum.IsDefined(Enum.Parse<Topic>(row.GetProperty("triage").GetProperty("topic").GetString()!)));
    }

    [Theory]
    [InlineData("throttled", 429, "Throttled", "7")]
    [InlineData("down", 503, "ServerError", "5")]
    [InlineData("reset", 503, "Connection", "5")]
    [InlineData("forbidden", 500, "Authentication", null)]
    [InlineData("filtered", 422, "ContentFiltered", null)]
    [InlineData("refused", 422, "Refused", null)]
    public async Task A_ticket_that_fails_comes_back_as_a_problem_that_says_what_failed(string word, int status, string kind, string? retryAfter)
    {
        using HttpResponseMessage response = await api.Sample.PostAsync($"It is {word}. {Canaries.Prompt}");

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal(retryAfter, response.Headers.RetryAfter?.ToString());
        JsonElement problem = await JsonAsync(response);
        Assert.Equal(status, problem.GetProperty("status").GetInt32());
        Assert.Equal(kind, problem.GetProperty("kind").GetString());
        Assert.Contains(problem.GetProperty("query").GetString(), new[] { "Triage", "Reply" });
        Assert.Equal(status == 422, problem.TryGetProperty("detail", out _));
        DiscretionWatch.Suite.Look("a problem document", problem.ToString());
    }

    [Fact]
    public async Task An_answer_outside_its_schema_is_a_problem_with_the_place_and_the_rule()
    {
        using HttpResponseMessage response = await api.Sample.PostAsync("It is sideways.");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        JsonElement problem = await JsonAsync(response);
        Assert.Equal("Triage", problem.GetProperty("query").GetString());
        Assert.Equal("InvalidAnswer", problem.GetProperty("kind").GetString());
        Assert.Equal("$.topic", problem.GetProperty("path").GetString());
        Assert.Equal("enum", problem.GetProperty("rule").GetString());
        DiscretionWatch.Suite.Look("a problem document", problem.ToString());
    }

    [Theory]
    [InlineData("""{ "text": "" }""")]
    [InlineData("""{ "text": "  " }""")]
    [InlineData("""{ "text": null }""")]
    [InlineData("""{ }""")]
    [InlineData("""{ "text": 7 }""")]
    [InlineData("""{ "text": "cut""")]
    [InlineData("""["text"]""")]
    [InlineData("")]
    public async Task A_ticket_that_is_none_is_refused_without_asking(string body)
    {
        long attempts = api.Emulator.GetCounters().Attempts;
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using HttpResponseMessage response = await api.Sample.Client.PostAsync("tickets", content, Token);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(400, (await JsonAsync(response)).GetProperty("status").GetInt32());
        Assert.Equal(attempts, api.Emulator.GetCounters().Attempts);
    }

    [Theory]
    [InlineData(4000, HttpStatusCode.OK)]
    [InlineData(4001, HttpStatusCode.BadRequest)]
    public async Task A_ticket_may_have_so_many_characters_and_no_more(int length, HttpStatusCode status)
    {
        using HttpResponseMessage response = await api.Sample.PostAsync(new string('a', length));

        Assert.Equal(status, response.StatusCode);
    }

    [Fact]
    public async Task A_client_that_goes_away_ends_the_calls_for_its_ticket_and_nothing_else()
    {
        long before = api.Emulator.GetCounters().AbortedByClient;
        using var gone = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<HttpResponseMessage> post = api.Sample.Client.PostAsJsonAsync("tickets", new { text = "It is held." }, gone.Token);
        await api.Emulator.WaitForInFlightAsync(2, Token);

        await gone.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => post);
        await api.Emulator.WaitForIdleAsync(Token);
        Assert.Equal(before + 2, api.Emulator.GetCounters().AbortedByClient);
        using HttpResponseMessage next = await api.Sample.PostAsync("Thanks.");
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.DoesNotContain("fail:", api.Sample.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_front_page_shows_a_line_that_works()
    {
        string page = await api.Sample.Client.GetStringAsync("", Token);

        string line = page.Split('\n').Single(line => line.StartsWith("curl", StringComparison.Ordinal));
        Assert.Contains($" {api.Sample.Client.BaseAddress}tickets ", line, StringComparison.Ordinal);
        using var content = new StringContent(line.Split("-d '")[1].TrimEnd('\''), Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await api.Sample.Client.PostAsync("tickets", content, Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response) => await response.Content.ReadFromJsonAsync<JsonElement>(Token);
}
