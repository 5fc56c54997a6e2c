using System.Text;
using System.Text.Json;
using CsCheck;

namespace Querent.Emulator.Tests;

public sealed class AnswerTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SchemaProfile.Azure)]
    [InlineData(SchemaProfile.OpenAI)]
    public void Every_answer_satisfies_its_schema(SchemaProfile profile) =>
        Gen.Int[0, 1_000_000].Sample(
            seed =>
            {
                string schema = new RandomSchema(seed, profile).Make();
                using var document = JsonDocument.Parse(schema);
                StrictSchemaChecker.Check(document.RootElement, profile);
                AnswerNode answers = AnswerCompiler.Compile(document.RootElement);
                for (ulong prompt = 0; prompt < 5; prompt++)
                {
                    using var output = new Utf8Buffer();
                    var random = new StableRandom(prompt);
                    answers.Write(output, ref random, 0);
                    using var answer = JsonDocument.Parse(output.Memory);
                    new SchemaValidator(document.RootElement).Validate(answer.RootElement);
                }
            },
            iter: 1_000);

    [Theory]
    [InlineData("string", "What. 2 to 10 characters.", "^.{2,10}$")]
    [InlineData("string", "Exactly 40 characters.", "^.{40}$")]
    [InlineData("string", "At most 3 characters.", "^.{0,3}$")]
    [InlineData("string", "At least 200 characters.", "^.{200,}$")]
    [InlineData("string", "Matches the regular expression ^[A-Z]{2}[0-9]{1,3}$ as a whole.", "^[A-Z]{2}[0-9]{1,3}$")]
    [InlineData("string", "Matches the regular expression (?=.*x).* as a whole.", "^Emulated")]
    [InlineData("string", "An e-mail address.", "^[^@]+@[^@]+$")]
    [InlineData("string", "A telephone number.", "^[+][0-9 ]+$")]
    [InlineData("number", "More than 0 and at most 0.01.", "^0[.]0*1[0-9]*$|^0[.]0+[0-9]+$")]
    [InlineData("integer", "At least 3 and less than 5.", "^[34]$")]
    [InlineData("integer", "More than 7.", "^([89]|[1-9][0-9]+)$")]
    [InlineData("integer", "Never 2 or 3. From 1 to 4.", "^[14]$")]
    [InlineData("number", "Never 0 or 1e-2. From 0 to 0.01.", "^0[.]00[0-9]*[1-9]$|E-")]
    [InlineData("boolean", "Never true.", "^False$")]
    [InlineData("string", "Never \"a\" or \"\\u0062\". A single character.", "^[c-z]$")]
    [InlineData("string", "A file name that ends in one of these: txt, .md. Any.", "^file[0-9]+[.](txt|md)$")]
    [InlineData("string", "Ends so. A file name that ends in one of these: png,jpg.", "^file[0-9]+[.](png|jpg)$")]
    [InlineData("string", "2 to 3 bytes. Bytes in Base64.", "^[A-Za-z0-9+/]{3}=$|^[A-Za-z0-9+/]{4}$")]
    [InlineData("string", "When. From 2020-02-28 to 2020-03-01. A date as yyyy-MM-dd.", "^2020-(02-2[89]|03-01)$")]
    [InlineData("string", "More than 2020-02-28 and less than 2020-03-01. A date as yyyy-MM-dd.", "^2020-02-29$")]
    [InlineData("string", "At least 08:00 and less than 08:00:02. A time of day as HH:mm:ss.", "^08:00:0[01]$")]
    [InlineData("string", "More than 08:00:00 and less than 08:00:00.5. A time of day as HH:mm:ss.", "^08:00:00[.][0-4][0-9]{6}$")]
    [InlineData("string", "From -00:00:01 to 1.00:00:00. A duration as d.hh:mm:ss, where d is days.", "^(-00:00:01|[0-9]{2}:[0-9]{2}:[0-9]{2}|1[.]00:00:00)$")]
    [InlineData("string", "From 2020-01-01T00:00:00+02:00 to 2020-01-01T00:00:03+02:00. A date and time with its offset from UTC, as yyyy-MM-ddTHH:mm:ss+hh:mm.", "^2019-12-31T22:00:0[0-3]Z$")]
    [InlineData("string", "From here to 2020-01-01. A date as yyyy-MM-dd.", "^2024-")]
    public void What_a_description_tells_of_lengths_patterns_and_bounds_is_kept_to(string type, string description, string expected)
    {
        string schema = JsonSerializer.Serialize(new { type, description });
        foreach (JsonElement answer in Answers(schema))
        {
            Assert.Matches(expected, answer.ToString());
        }
    }

    [Theory]
    [InlineData("""{"type":"string","format":"date","description":"From 2020-01-01 to 2020-01-02."}""", "^2020-01-0[12]$")]
    [InlineData("""{"type":"string","pattern":"^([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?$","description":"From 08:00 to 08:00:01."}""", "^08:00:0[01]$")]
    [InlineData("""{"type":"string","pattern":"^-?([0-9]{1,7}\\.)?([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,7})?$","description":"From 1.00:00:00 to 1.00:00:01."}""", "^1[.]00:00:0[01]$")]
    [InlineData("""{"type":"string","pattern":"^[A-C]$","description":"Never \"A\" or \"C\". From 08:00 to 09:00."}""", "^B$")]
    [InlineData("""{"type":"integer","minimum":1,"maximum":3,"description":"Never 1 or 3."}""", "^2$")]
    public void What_a_description_says_beside_keywords_is_kept_to(string schema, string expected)
    {
        foreach (JsonElement answer in Answers(schema))
        {
            Assert.Matches(expected, answer.ToString());
        }
    }

    [Theory]
    [InlineData("boolean", 2, 2)]
    [InlineData("integer", 10, 10)]
    [InlineData("null", 2, 1)]
    public void A_list_that_must_have_several_items_has_different_ones_where_there_are_any(string type, int least, int different)
    {
        string schema = JsonSerializer.Serialize(new { type = "array", minItems = least, maxItems = least, items = new { type } });
        foreach (JsonElement answer in Answers(schema))
        {
            Assert.Equal(least, answer.GetArrayLength());
            Assert.Equal(different, answer.EnumerateArray().Select(item => item.GetRawText()).Distinct().Count());
        }
    }

    [Theory]
    [InlineData("2 to 2 items.", 2, 2)]
    [InlineData("At least 5 items.", 5, 8)]
    [InlineData("At most 1 item.", 0, 1)]
    public void A_list_has_as_many_items_as_its_description_tells_of(string description, int least, int most)
    {
        string schema = JsonSerializer.Serialize(new { type = "array", description, items = new { type = "boolean" } });
        foreach (JsonElement answer in Answers(schema))
        {
            Assert.InRange(answer.GetArrayLength(), least, most);
        }
    }

    [Fact]
    public async Task An_answer_satisfies_its_schema_on_the_wire()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        using var schema = JsonDocument.Parse(Requests.Schema);
        for (int row = 0; row < 50; row++)
        {
            Reply reply = await client.PostAsync(Requests.Ask($"Row {row}"));
            new SchemaValidator(schema.RootElement).Validate(reply.Answer);
        }
    }

    [Fact]
    public async Task The_same_prompt_gets_the_same_answer_from_every_emulator_and_at_every_attempt()
    {
        const string Body =
            """
            {"model":"gpt-4o-mini","messages":[{"role":"user","content":"Where is my card?"}],"response_format":{"type":"json_schema","json_schema":{"name":"triage","strict":true,"schema":{"type":"object","properties":{"intent":{"type":"string","enum":["card","cash"]},"score":{"type":"integer","description":"From 1 to 5."},"note":{"type":"string"} },"required":["intent","score","note"],"additionalProperties":false} } } }
            """;
        var answers = new HashSet<string?>();
        for (int time = 0; time < 2; time++)
        {
            await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
            using var client = new EmulatorClient(emulator);
            answers.Add((await client.PostAsync(Body)).Content);
            answers.Add((await client.PostAsync(Body)).Content);
        }

        // The very text: a change here changes every recorded answer of every user.
        Assert.Equal(["""{"intent":"card","score":2,"note":"Emulated: behind made the it behind that."}"""], answers);
    }

    [Fact]
    public async Task Another_prompt_gets_another_answer()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        string?[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async row => (await client.PostAsync(Requests.Ask($"Row {row}"))).Content));
        Assert.Equal(20, answers.Distinct().Count());
    }

    [Fact]
    public async Task Without_a_schema_the_answer_is_text()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.Ask(schema: null));
        Assert.StartsWith("Emulated:", reply.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Usage_adds_up()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        JsonElement usage = (await client.PostAsync(Requests.Ask(new string('a', 400)))).Json.GetProperty("usage");
        long prompt = usage.GetProperty("prompt_tokens").GetInt64();
        Assert.InRange(prompt, 100, 120);
        Assert.Equal(prompt + usage.GetProperty("completion_tokens").GetInt64(), usage.GetProperty("total_tokens").GetInt64());
        Assert.Equal(0, usage.GetProperty("prompt_tokens_details").GetProperty("cached_tokens").GetInt64());
        Assert.Equal(0, usage.GetProperty("completion_tokens_details").GetProperty("reasoning_tokens").GetInt64());
    }

    [Fact]
    public async Task An_answer_longer_than_its_cap_is_cut_with_the_reason_length()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.But("max_tokens", "2"));
        Assert.Equal("length", reply.FinishReason);
        Assert.Equal(8, Encoding.UTF8.GetByteCount(reply.Content!));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Filter_results_are_there_as_the_options_say(bool there)
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(new() { ContentFilterResults = there }, Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.Ask());
        Assert.Equal(there, reply.Json.TryGetProperty("prompt_filter_results", out _));
        Assert.Equal(there, reply.Choice.TryGetProperty("content_filter_results", out _));
    }

    [Theory]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer","minimum":2,"maximum":1}},"required":["a"],"additionalProperties":false}""", "$.properties.a")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"integer","description":"Never 1 or 2. From 1 to 2."}},"required":["a"],"additionalProperties":false}""", "$.properties.a")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","description":"From 2020-01-02 to 2020-01-01. A date as yyyy-MM-dd."}},"required":["a"],"additionalProperties":false}""", "$.properties.a")]
    [InlineData("""{"type":"object","properties":{"a":{"$ref":"#"}},"required":["a"],"additionalProperties":false}""", "$")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string","pattern":"(?=b)c"}},"required":["a"],"additionalProperties":false}""", "$.properties.a.pattern")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"number","multipleOf":1e-20}},"required":["a"],"additionalProperties":false}""", "$.properties.a.multipleOf")]
    public void A_schema_that_no_answer_satisfies_or_that_the_emulator_cannot_answer_is_refused(string schema, string path)
    {
        using var document = JsonDocument.Parse(schema);
        Assert.Equal(path, Assert.Throws<SchemaException>(() => AnswerCompiler.Compile(document.RootElement)).Path);
    }

    [Fact]
    public async Task A_schema_that_is_not_strict_need_not_be_within_the_subset()
    {
        await using OpenAIEmulator emulator = await OpenAIEmulator.StartAsync(cancellationToken: Cancelled);
        using var client = new EmulatorClient(emulator);
        Reply reply = await client.PostAsync(Requests.Ask(schema: """{"properties":{"a":{"type":"string","minLength":50,"maxLength":60}}}""", strict: false));
        Assert.InRange(reply.Answer.GetProperty("a").GetString()!.Length, 50, 60);
    }

    private static IEnumerable<JsonElement> Answers(string schema)
    {
        AnswerNode answers = AnswerCompiler.Compile(JsonElement.Parse(schema));
        for (ulong prompt = 0; prompt < 50; prompt++)
        {
            using var output = new Utf8Buffer();
            var random = new StableRandom(prompt);
            answers.Write(output, ref random, 0);
            yield return JsonElement.Parse(output.Span);
        }
    }
}
