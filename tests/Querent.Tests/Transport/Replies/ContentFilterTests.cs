using static Querent.ContentFilterSource;

namespace Querent.Tests.Transport.Replies;

public class ContentFilterParsingTests
{
    private const string Categories = """{"hate":{"filtered":true,"severity":"high"},"self_harm":{"filtered":false,"severity":"safe"},"violence":{"severity":"low","filtered":false},"jailbreak":{"detected":true,"filtered":true},"profanity":{"detected":false,"filtered":false}}""";

    private static readonly string[] Forms =
    [
        """{"error":{"code":"content_filter","param":"prompt","status":400,"innererror":{"code":"ResponsibleAIPolicyViolation","content_filter_result":#}}}""",
        """{"error":{"code":"content_filter","innererror":{"code":"ContentFiltered"},"content_filters":[{"blocked":true,"content_filter_results":#,"content_filter_offsets":{"start_offset":0},"source_type":"prompt"}]}}""",
        """{"error":{"innererror":{"content_filter_results":#,"code":"ResponsibleAIPolicyViolation"},"message":"a secret text"}}""",
        """[{"error":{"code":"content_filter","content_filter_result":#}}]""",
    ];

    public static TheoryData<string> PromptForms => [.. Forms.Select(form => form.Replace("#", Categories, StringComparison.Ordinal))];

    [Theory]
    [MemberData(nameof(PromptForms))]
    public async Task A_blocked_prompt_has_its_categories_and_severities_in_every_form(string body)
    {
        QueryError error = (await Wire.ReadAsync(400, body)).Error!;

        Assert.Equal(QueryErrorKind.ContentFiltered, error.Kind);
        Assert.Equal(
            [new("hate", "high", true, Prompt), new("violence", "low", false, Prompt), new ContentFilterCategory("jailbreak", null, true, Prompt) { IsDetected = true }],
            error.FilterCategories);
        Assert.Equal("The provider's content filter blocked the prompt (hate: high, jailbreak).", error.Message);
    }

    [Theory]
    [InlineData("completion", Answer)]
    [InlineData("prompt", Prompt)]
    [InlineData("something", Prompt)]
    public async Task What_an_errors_filter_looked_at_is_what_it_says_behind_its_results(string source, ContentFilterSource expected)
    {
        QueryError error = (await Wire.ReadAsync(400, $$$"""{"error":{"code":"content_filter","content_filters":[{"content_filter_results":{"hate":{"filtered":true}},"source_type":"{{{source}}}"}]}}""")).Error!;

        Assert.Equal([new ContentFilterCategory("hate", null, true, expected)], error.FilterCategories);
    }

    [Theory]
    [InlineData("""{"error":{"code":"content_filter","status":400}}""", "content_filter")]
    [InlineData("""{"error":{"code":"content_filter","innererror":null,"content_filters":null}}""", "content_filter")]
    [InlineData("""{"error":{"code":"content_filter","innererror":{"content_filter_result":[]},"content_filters":{}}}""", "content_filter")]
    [InlineData("""{"error":{"code":"content_filter","innererror":"a secret text","content_filters":["a secret text",[],null]}}""", "content_filter")]
    [InlineData("""{"error":{"code":null,"innererror":{"code":"ContentFiltered"}}}""", "ContentFiltered")]
    [InlineData("""{"error":{"code":"content_filter","innererror":{"content_filter_result":{"hate":""", "content_filter")]
    public async Task A_blocked_prompt_without_categories_is_one_all_the_same(string body, string code)
    {
        QueryError error = (await Wire.ReadAsync(400, body)).Error!;

        Assert.Equal((QueryErrorKind.ContentFiltered, code), (error.Kind, error.Code));
        Assert.Empty(error.FilterCategories);
        Assert.Equal("The provider's content filter blocked the prompt.", error.Message);
    }

    [Theory]
    [InlineData("""{"custom_blocklists":{"filtered":true,"details":[{"filtered":true,"id":"secret list"}]}}""", "custom_blocklists: filtered")]
    [InlineData("""{"custom_blocklists":[{"filtered":false,"id":"a"},{"filtered":true,"id":"secret list"}]}""", "custom_blocklists: filtered")]
    [InlineData("""{"protected_material_code":{"filtered":false,"detected":true,"citation":{"URL":"secret","license":"MIT"}}}""", "protected_material_code: detected")]
    [InlineData("""{"new_category":{"filtered":true,"severity":"very_high","score":0.9}}""", "new_category: very_high, filtered")]
    [InlineData("""{"hate":{"severity":4,"filtered":false}}""", "hate: 4")]
    [InlineData("""{"hate":{"severity":0}}""", "")]
    [InlineData("""{"hate":{"severity":"safe","filtered":true}}""", "hate: safe, filtered")]
    [InlineData("""{"hate":{"severity":"a secret text","filtered":true}}""", "hate: filtered")]
    [InlineData("""{"hate":{"severity":{"level":"high"},"filtered":"true","detected":1}}""", "")]
    [InlineData("""{"a secret text":{"filtered":true}}""", "unknown: filtered")]
    [InlineData("""{"hate":null,"sexual":true,"violence":"high","self_harm":[],"jailbreak":{}}""", "")]
    [InlineData("""{"hate":{"severity":"low"},"hate":{"filtered":true,"severity":"high"}}""", "hate: high, filtered")]
    [InlineData("""{"hate":{"filtered":true,"severity":"high"},"hate":{"severity":"low"}}""", "hate: high, filtered")]
    [InlineData("null", "")]
    [InlineData("[]", "")]
    [InlineData("17", "")]
    public void A_category_of_any_shape_is_read_as_far_as_it_makes_sense(string results, string expected)
    {
        using CompletionReply reply = Wire.Parse($$"""{"choices":[{"message":{"content":"{}"},"content_filter_results":{{results}},"finish_reason":"stop"}]}""").Reply!;

        Assert.Equal(expected, string.Join("; ", reply.FilterCategories));
        Assert.Equal("{}"u8, reply.Content!.Value.Span);
    }

    [Fact]
    public void What_was_noted_of_the_prompt_is_told_from_what_was_noted_of_the_answer()
    {
        using CompletionReply reply = Wire.Parse("""
            {"prompt_filter_results":[{"prompt_index":0,"content_filter_results":{"hate":{"filtered":false,"severity":"low"}}}],
             "choices":[{"message":{"content":"{}"},"finish_reason":"stop","content_filter_results":{"hate":{"filtered":true,"severity":"high"}}},
                        {"message":{"content":"second"},"content_filter_results":{"sexual":{"filtered":true}}}]}
            """).Reply!;

        Assert.Equal([new("hate", "low", false, Prompt), new("hate", "high", true, Answer)], reply.FilterCategories);
    }

    [Theory]
    [InlineData("""{"error":{"code":"content_filter_error","message":"The contents are not filtered"}}""", true)]
    [InlineData("""{"hate":{"severity":"safe","filtered":false},"error":{}}""", true)]
    [InlineData("""{"error":null}""", false)]
    [InlineData("{}", false)]
    public void A_filter_that_was_down_is_noted_for_prompt_and_answer_alike(string results, bool isUnfiltered)
    {
        using CompletionReply answer = Wire.Parse($$"""{"choices":[{"message":{"content":"{}"},"content_filter_results":{{results}},"finish_reason":"stop"}]}""").Reply!;
        using CompletionReply prompt = Wire.Parse($$"""{"choices":[{"message":{"content":"{}"},"finish_reason":"stop"}],"prompt_filter_results":[{"content_filter_results":{{results}}}]}""").Reply!;

        Assert.Equal((isUnfiltered, isUnfiltered), (answer.IsUnfiltered, prompt.IsUnfiltered));
        Assert.Empty(answer.FilterCategories);
    }
}
