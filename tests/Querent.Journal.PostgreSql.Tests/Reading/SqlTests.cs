using Querent.Journal.Suite;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>Everybody who may can read a journal with plain SQL.</summary>
public sealed class SqlTests : StoreTests<PostgreSqlStore>
{
    [Fact]
    public async Task Answers_and_prompts_are_text()
    {
        await RecordAsync("run", Entry.Call("a", answer: """{"is":"é 😀"}""", prompt: """[{"role":"user"}]"""), Entry.Call("a", "Two", answer: null), Entry.End("a", 5));

        Assert.Equal("run|a|5|answered|One|é 😀|2026-03-01 12:00:00.125", await ReadAsync(
            "SELECT concat_ws('|', run, row_key, position, status, query, answer::json ->> 'is', recorded_at AT TIME ZONE 'UTC') FROM {0}.answers"));
        Assert.Equal("user", await ReadAsync("SELECT {0}.text_of(prompt)::json -> 0 ->> 'role' FROM {0}.calls WHERE query = 'One'"));
    }

    [Fact]
    public async Task Each_attempt_is_a_row_with_its_tokens_and_its_error()
    {
        await RecordAsync("run", Entry.Call("a"));

        Assert.Equal(
            "One 1 12.5 m Stop 7 - -; One 2 1 - Unknown - Throttled 429",
            await ReadAsync(
                """
                SELECT string_agg(concat_ws(' ', query, attempt, latency_ms, coalesce(model, '-'), finish_reason, coalesce(input_tokens::text, '-'), coalesce(error, '-'), coalesce(status::text, '-')), '; ' ORDER BY attempt)
                FROM {0}.attempts
                """));
    }

    [Fact]
    public async Task An_answer_that_was_taken_from_elsewhere_is_no_attempt()
    {
        await RecordAsync("run", Entry.Call("a") with { Attempts = System.Text.Encoding.UTF8.GetBytes("""[{"taken":true,"model":"m","unfiltered":false}]""") });

        Assert.Equal(1L, await ReadAsync("SELECT count(*) FROM {0}.answers"));
        Assert.Equal(0L, await ReadAsync("SELECT count(*) FROM {0}.attempts"));
    }

    [Fact]
    public async Task A_rows_state_and_failure_are_columns()
    {
        await RecordAsync("run", Entry.Call("open"), Entry.End("answered"), Entry.End("failed", failure: """{"error":{"kind":"Refused"}}"""));

        Assert.Equal("answered, failed Refused, open", await ReadAsync("SELECT string_agg(concat_ws(' ', status, failure -> 'error' ->> 'kind'), ', ' ORDER BY status) FROM {0}.rows"));
    }

    [Fact]
    public async Task An_answer_that_is_protected_is_no_text_and_spoils_no_view()
    {
        await RecordAsync("run", Entry.Call("a") with { Answer = new byte[] { 1, 0xFF, 0 } }, Entry.Call("b"));

        Assert.Equal("-, {\"of\":\"One\"}", await ReadAsync("SELECT string_agg(coalesce(answer, '-'), ', ' ORDER BY row_key) FROM {0}.answers"));
    }

    [Fact]
    public async Task Zeros_that_a_server_sent_spoil_no_view()
    {
        await RecordAsync("run", Entry.Call("a") with { Attempts = """[{"latency_ms":1,"finish_reason":"Stop","request_id":"x\u0000y\\u0000"}]"""u8.ToArray() }, Entry.End("b", failure: """{"error":{"kind":"\u0000"}}"""));

        Assert.Equal("x\ufffdy\\u0000", await ReadAsync("SELECT request_id FROM {0}.attempts"));
        Assert.Equal("\ufffd", await ReadAsync("SELECT failure -> 'error' ->> 'kind' FROM {0}.rows WHERE key = 'b'"));
    }

    [Fact]
    public async Task A_key_that_cannot_be_text_begins_as_it_does()
    {
        await RecordAsync("run", Entry.Call("ticket\0 7"));

        Assert.StartsWith("ticket\ufffd 7\u001a", (string)(await ReadAsync("SELECT key FROM {0}.rows"))!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_deleted_by_hand_takes_along_what_belongs_to_it()
    {
        await RecordAsync("run", Entry.Call("a"), Entry.End("a"));

        await ReadAsync("DELETE FROM {0}.runs");

        Assert.Equal(0L, await ReadAsync("SELECT (SELECT count(*) FROM {0}.rows) + (SELECT count(*) FROM {0}.calls)"));
    }

    private Task<object?> ReadAsync(string sql) => Store.Server.RunAsync(sql.Replace("{0}", $"\"{Store.Schema}\"", StringComparison.Ordinal));
}
