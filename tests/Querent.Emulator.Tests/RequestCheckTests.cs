namespace Querent.Emulator.Tests;

public sealed class RequestCheckTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static async Task<Reply> PostAsync(string body, EmulatorOptions? options = null)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(options, Cancelled);
        using var client = new EmulatorClient(emulator);
        return await client.PostAsync(body);
    }

    private static async Task IsRefused(string body, string? parameter, string? code, EmulatorOptions? options = null)
    {
        Reply reply = await PostAsync(body, options);
        Assert.Equal(400, reply.Status);
        Assert.Equal("invalid_request_error", reply.Error.GetProperty("type").GetString());
        Assert.Equal(parameter, reply.Error.GetProperty("param").GetString());
        Assert.Equal(code, reply.Error.GetProperty("code").GetString());
        Assert.NotEmpty(reply.Error.GetProperty("message").GetString()!);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"half")]
    [InlineData("{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]} {}")]
    [InlineData("{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"\\ud800\"}]}")]
    [InlineData("{\"model\":\"gpt-4o-mini\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],}")]
    public Task A_body_that_is_not_json_is_refused(string body) => IsRefused(body, null, null);

    [Fact]
    public Task A_body_that_is_no_object_is_refused() => IsRefused("[]", "body", "invalid_type");

    [Theory]
    [InlineData(null, "messages", "missing_required_parameter")]
    [InlineData("[]", "messages", "empty_array")]
    [InlineData("\"hello\"", "messages", "invalid_type")]
    [InlineData("[\"hello\"]", "messages[0]", "invalid_type")]
    [InlineData("""[{"content":"a"}]""", "messages[0].role", "missing_required_parameter")]
    [InlineData("""[{"role":"user"}]""", "messages[0].content", "missing_required_parameter")]
    [InlineData("""[{"role":"user","content":null}]""", "messages[0].content", "missing_required_parameter")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"robot","content":"b"}]""", "messages[1].role", "invalid_value")]
    [InlineData("""[{"role":1,"content":"a"}]""", "messages[0].role", "invalid_type")]
    [InlineData("""[{"role":"user","content":1}]""", "messages[0].content", "invalid_type")]
    [InlineData("""[{"role":"user","content":[]}]""", "messages[0].content", "empty_array")]
    [InlineData("""[{"role":"user","content":[{"text":"a"}]}]""", "messages[0].content[0].type", "missing_required_parameter")]
    [InlineData("""[{"role":"user","content":"a","colour":"red"}]""", "messages[0].colour", "unknown_parameter")]
    [InlineData("""[{"role":"user","content":["a"]}]""", "messages[0].content[0]", "invalid_type")]
    [InlineData("""[{"role":"user","content":[{"type":1,"text":"a"}]}]""", "messages[0].content[0].type", "invalid_type")]
    [InlineData("""[{"role":"user","content":[{"type":"image"}]}]""", "messages[0].content[0].type", "invalid_value")]
    [InlineData("""[{"role":"user","content":[{"type":"text"}]}]""", "messages[0].content[0].text", "missing_required_parameter")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":7}]}]""", "messages[0].content[0].text", "invalid_type")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":"a","bold":true}]}]""", "messages[0].content[0].bold", "unknown_parameter")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url"}]}]""", "messages[0].content[1].image_url", "missing_required_parameter")]
    [InlineData("""[{"role":"user","content":[{"type":"file"}]}]""", "messages[0].content[0].file", "missing_required_parameter")]
    public Task Messages_that_the_service_does_not_take_are_refused(string? messages, string parameter, string code) =>
        IsRefused(Requests.But("messages", messages), parameter, code);

    [Theory]
    [InlineData("""[{"role":"developer","content":"a"},{"role":"user","content":"b","name":"bob"}]""")]
    [InlineData("""[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{"url":"data:image/png;base64,aW1n"}}]}]""")]
    [InlineData("""[{"role":"user","content":[{"text":"a","type":"text"},{"image_url":{"detail":"high","url":"https://example.org/a.png"},"type":"image_url"}]}]""")]
    [InlineData("""[{"content":[{"type":"image_url","image_url":{"url":"data:image\/webp;base64,\u002B\u002B\u002B\u002B","detail":null}}],"role":"user"}]""")]
    [InlineData("""[{"role":"user","content":[{"type":"input_audio","input_audio":{}},{"type":"file","file":{}}]},{"role":"assistant","content":[{"type":"refusal","refusal":"no"}]}]""")]
    [InlineData("""[{"role":"system","content":"a"},{"role":"user","content":"b"},{"role":"assistant","content":"c"},{"role":"user","content":"d"}]""")]
    [InlineData("""[{"role":"user","content":"a"},{"role":"assistant","content":null,"tool_calls":[]},{"role":"tool","content":"b","tool_call_id":"c"}]""")]
    public async Task Messages_in_all_of_their_forms_are_taken(string messages) =>
        Assert.Equal(200, (await PostAsync(Requests.But("messages", messages))).Status);

    [Theory]
    [InlineData("\"https://example.org/a.png\"", "", "invalid_type")]
    [InlineData("{}", ".url", "missing_required_parameter")]
    [InlineData("""{"detail":"low"}""", ".url", "missing_required_parameter")]
    [InlineData("""{"url":7}""", ".url", "invalid_type")]
    [InlineData("""{"url":""}""", ".url", "invalid_value")]
    [InlineData("""{"url":"aW1n"}""", ".url", "invalid_value")]
    [InlineData("""{"url":"ftp://example.org/a.png"}""", ".url", "invalid_value")]
    [InlineData("""{"url":"https://"}""", ".url", "invalid_value")]
    [InlineData("""{"url":"data:image/png,aW1n"}""", ".url", "invalid_value")]
    [InlineData("""{"url":"data:image/png;base64"}""", ".url", "invalid_value")]
    [InlineData("""{"url":"data:image/png;base64,"}""", ".url", "invalid_value")]
    [InlineData("""{"url":"data:image/png;base64,?"}""", ".url", "invalid_value")]
    [InlineData("""{"url":"data:image/svg+xml;base64,aW1n"}""", ".url", "invalid_value")]
    [InlineData("""{"url":"https://example.org/a.png","detail":"closely"}""", ".detail", "invalid_value")]
    [InlineData("""{"url":"https://example.org/a.png","detail":1}""", ".detail", "invalid_type")]
    [InlineData("""{"url":"https://example.org/a.png","size":1}""", ".size", "unknown_parameter")]
    public Task An_image_that_the_service_does_not_take_is_refused(string image, string member, string code) =>
        IsRefused(Requests.But("messages", $$"""[{"role":"user","content":[{"type":"text","text":"a"},{"type":"image_url","image_url":{{image}} }]}]"""), $"messages[0].content[1].image_url{member}", code);

    [Theory]
    [InlineData("system")]
    [InlineData("assistant")]
    public Task An_image_of_anyone_but_the_user_is_refused(string role) =>
        IsRefused(Requests.But("messages", $$"""[{"content":[{"type":"image_url","image_url":{"url":"https://example.org/a.png"} }],"role":"{{role}}"}]"""), "messages[0]", "invalid_value");

    [Theory]
    [InlineData("low", 200)]
    [InlineData("high", 400)]
    public async Task An_image_counts_towards_the_context_as_closely_as_it_is_looked_at(string detail, int status) =>
        Assert.Equal(status, (await PostAsync(
            Requests.But("messages", $$"""[{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.org/a.png","detail":"{{detail}}"} }]}]"""),
            new() { ContextLength = 500 })).Status);

    [Theory]
    [InlineData("7", "stop", "invalid_type")]
    [InlineData("{}", "stop", "invalid_type")]
    [InlineData("[]", "stop", "empty_array")]
    [InlineData("""["a",7]""", "stop[1]", "invalid_type")]
    [InlineData("""["a","b","c","d","e"]""", "stop", "array_above_max_length")]
    public Task Stops_that_the_service_does_not_take_are_refused(string stop, string parameter, string code) => IsRefused(Requests.But("stop", stop), parameter, code);

    [Theory]
    [InlineData("max_token", "5", "unknown_parameter")]
    [InlineData("temprature", "0", "unknown_parameter")]
    [InlineData("temperature", "\"warm\"", "invalid_type")]
    [InlineData("temperature", "2.1", "decimal_above_max_value")]
    [InlineData("temperature", "-0.1", "decimal_below_min_value")]
    [InlineData("top_p", "1.5", "decimal_above_max_value")]
    [InlineData("presence_penalty", "-3", "decimal_below_min_value")]
    [InlineData("max_tokens", "0", "integer_below_min_value")]
    [InlineData("max_completion_tokens", "-1", "integer_below_min_value")]
    [InlineData("max_tokens", "1.5", "invalid_type")]
    [InlineData("max_tokens", "\"5\"", "invalid_type")]
    [InlineData("n", "0", "integer_below_min_value")]
    [InlineData("n", "2", "unsupported_value")]
    [InlineData("stream", "true", "unsupported_value")]
    [InlineData("stream", "1", "invalid_type")]
    [InlineData("top_p", "-0.1", "decimal_below_min_value")]
    [InlineData("seed", "\"x\"", "invalid_type")]
    [InlineData("seed", "1.5", "invalid_type")]
    [InlineData("reasoning_effort", "\"LOW\"", "invalid_value")]
    [InlineData("reasoning_effort", "\"\"", "invalid_value")]
    [InlineData("reasoning_effort", "1", "invalid_type")]
    [InlineData("tools", "{}", "invalid_type")]
    [InlineData("metadata", "[]", "invalid_type")]
    [InlineData("user", "7", "invalid_type")]
    [InlineData("model", "7", "invalid_type")]
    public Task A_parameter_that_is_unknown_or_out_of_range_is_refused(string name, string value, string code) =>
        IsRefused(Requests.But(name, value), name, code);

    [Theory]
    [InlineData("temperature", "2")]
    [InlineData("temperature", "null")]
    [InlineData("max_tokens", "1")]
    [InlineData("max_completion_tokens", "500")]
    [InlineData("seed", "-4")]
    [InlineData("stop", "null")]
    [InlineData("stop", "\"a\"")]
    [InlineData("stop", "[\"a\",\"b\",\"c\",\"d\"]")]
    [InlineData("reasoning_effort", "\"minimal\"")]
    [InlineData("reasoning_effort", "null")]
    [InlineData("top_p", "1")]
    [InlineData("stream", "false")]
    [InlineData("n", "1")]
    [InlineData("prompt_cache_key", "\"a\"")]
    [InlineData("response_format", "null")]
    [InlineData("response_format", "{\"type\":\"text\"}")]
    public async Task Known_parameters_in_range_are_taken(string name, string value) =>
        Assert.Equal(200, (await PostAsync(Requests.But(name, value))).Status);

    [Fact]
    public Task Both_caps_on_the_answer_at_once_are_refused() =>
        IsRefused(
            """{"model":"gpt-4o-mini","messages":[{"role":"user","content":"a"}],"max_tokens":5,"max_completion_tokens":5}""",
            "max_tokens",
            "invalid_parameter_combination");

    [Fact]
    public Task No_deployment_in_path_or_body_is_refused() => IsRefused(Requests.But("model", null), "model", "missing_required_parameter");

    [Fact]
    public Task A_prompt_longer_than_the_context_is_refused() =>
        IsRefused(Requests.Ask(new string('a', 5_000)), "messages", "context_length_exceeded", new() { ContextLength = 1_000 });

    [Fact]
    public Task The_answer_that_is_asked_for_counts_towards_the_context() =>
        IsRefused(Requests.But("max_tokens", "1000"), "messages", "context_length_exceeded", new() { ContextLength = 1_000 });

    [Fact]
    public Task A_content_longer_than_the_cap_is_refused() =>
        IsRefused(Requests.Ask(new string('ä', 101)), "messages[1].content", "string_above_max_length", new() { MaxContentLength = 100 });

    [Fact]
    public async Task A_content_is_measured_in_characters_not_bytes() =>
        Assert.Equal(200, (await PostAsync(Requests.Ask(new string('ä', 100)), new() { MaxContentLength = 100 })).Status);

    [Fact]
    public async Task A_body_larger_than_the_cap_is_a_413() =>
        Assert.Equal(413, (await PostAsync(Requests.Ask(new string('a', 1_000)), new() { MaxRequestBytes = 1_000 })).Status);

    [Theory]
    [InlineData("7", "response_format", "invalid_type")]
    [InlineData("{}", "response_format.type", "missing_required_parameter")]
    [InlineData("""{"type":"xml"}""", "response_format.type", "invalid_value")]
    [InlineData("""{"type":"json_schema"}""", "response_format.json_schema", "missing_required_parameter")]
    [InlineData("""{"type":"json_schema","json_schema":{"strict":true,"schema":{}}}""", "response_format.json_schema.name", "missing_required_parameter")]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"a b","schema":{}}}""", "response_format.json_schema.name", "invalid_value")]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"","schema":{}}}""", "response_format.json_schema.name", "invalid_value")]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"a"}}""", "response_format.json_schema.schema", "missing_required_parameter")]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"a","strict":"yes","schema":{}}}""", "response_format.json_schema.strict", "invalid_type")]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"a","schemas":{}}}""", "response_format.json_schema.schemas", "unknown_parameter")]
    public Task A_response_format_in_another_form_is_refused(string format, string parameter, string code) =>
        IsRefused(Requests.AskWith("a", format), parameter, code);

    [Fact]
    public Task A_schema_name_has_64_characters_at_most() =>
        IsRefused(Requests.Ask(name: new string('a', 65)), "response_format.json_schema.name", "string_above_max_length");

    [Fact]
    public async Task A_free_json_object_needs_the_word_in_the_prompt()
    {
        await IsRefused(Requests.AskWith("Where?", """{"type":"json_object"}"""), "messages", null);
        Assert.Equal(200, (await PostAsync(Requests.AskWith("Where? As JSON.", """{"type":"json_object"}"""))).Status);
    }

    [Fact]
    public async Task A_refused_schema_is_named_with_the_place_every_time_it_comes()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        string body = Requests.Ask(schema: """{"type":"object","properties":{"a":{"type":"object","properties":{}}},"required":["a"],"additionalProperties":false}""");
        for (int time = 0; time < 2; time++)
        {
            Reply reply = await client.PostAsync(body);
            Assert.Equal(400, reply.Status);
            Assert.Equal("response_format", reply.Error.GetProperty("param").GetString());
            Assert.Contains("at $.properties.a: 'additionalProperties'", reply.Error.GetProperty("message").GetString(), StringComparison.Ordinal);
        }
    }
}
