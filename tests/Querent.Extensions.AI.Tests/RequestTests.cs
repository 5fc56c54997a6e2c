using System.Globalization;
using System.Text;
using Microsoft.Extensions.AI;

namespace Querent.Extensions.AI.Tests;

public sealed class RequestTests : IDisposable
{
    private readonly FakeChatClient _client = new(new ChatResponse(new ChatMessage(ChatRole.Assistant, "{}")));

    [Theory]
    [InlineData("""{"role":"system","content":"a"},{"role":"user","content":"b"}""", "system:a|user:b")]
    [InlineData(""" {"content":"b","role":"user"} , {"role":"assistant","content":""} """, "user:b|assistant:")]
    [InlineData("""{"role":"user","content":"\u003c\"\\\n\u00e9 é \ud83d\ude00"}""", "user:<\"\\\né é 😀")]
    [InlineData("""{"role":"developer","content":"a"}""", "developer:a")]
    public async Task Messages_reach_the_client_in_their_order_with_their_text_unescaped(string json, string expected)
    {
        await Send.ThroughAsync(_client, Send.Request(json));

        Assert.Equal(expected, string.Join('|', Assert.Single(_client.Calls).Messages.Select(message => $"{message.Role}:{message.Text}")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("\"secret\"")]
    [InlineData("""{"role":"user"}""")]
    [InlineData("""{"content":"secret"}""")]
    [InlineData("""{"role":"user","content":["secret"]}""")]
    [InlineData("""{"role":"user","content":[]}""")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"secret"}""")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":"secret","bold":true}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"secret","text":"secret"}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"text","text":7}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":"https://secret"}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"detail":"low"}}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"secret"}}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:secret"}}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"data:image/png;base64,secret!"}}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://a/secret","size":1}}]}""")]
    [InlineData("""{"role":"user","content":[{"type":"image_url","text":"secret","image_url":{"url":"https://a/secret"}}]}""")]
    [InlineData("""{"role":"user","content":"secret","name":"n"}""")]
    [InlineData("""{"role":"user","content":"secret"},""")]
    [InlineData("""{"role":"user","content":"secret"}{"role":"user","content":"secret"}""")]
    [InlineData("""{"role":"user","content":"secret""")]
    public async Task Messages_that_a_client_has_no_type_for_are_refused_without_their_text(string json)
    {
        ArgumentException exception = await Assert.ThrowsAsync<ArgumentException>(() => Send.ThroughAsync(_client, Send.Request(json)));

        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
        Assert.Empty(_client.Calls);
    }

    [Fact]
    public async Task Texts_and_images_reach_the_client_in_its_own_types()
    {
        await Send.ThroughAsync(_client, Send.Request(
            """
            {"role":"assistant","content":"{}"},{"role":"user","content":[{"type":"text","text":"a \"b\""},{"image_url":{"detail":"low","url":"data:image/png;base64,aW1n"},"type":"image_url"},
            {"type":"image_url","image_url":{"url":"https://example.org/a.webp"}},{"type":"image_url","image_url":{"url":"https://example.org/a?b=c"}},{"type":"text","text":""}]}
            """));

        List<ChatMessage> messages = Assert.Single(_client.Calls).Messages;
        Assert.Equal([ChatRole.Assistant, ChatRole.User], messages.Select(message => message.Role));
        Assert.Collection(
            messages[1].Contents,
            part => Assert.Equal("a \"b\"", Assert.IsType<TextContent>(part).Text),
            part =>
            {
                DataContent data = Assert.IsType<DataContent>(part);
                Assert.Equal(("image/png", "img"), (data.MediaType, Encoding.UTF8.GetString(data.Data.Span)));
                Assert.Equal("low", data.AdditionalProperties!["detail"]);
            },
            part =>
            {
                UriContent address = Assert.IsType<UriContent>(part);
                Assert.Equal((new Uri("https://example.org/a.webp"), "image/webp", null), (address.Uri, address.MediaType, address.AdditionalProperties));
            },
            part => Assert.Equal("image/*", Assert.IsType<UriContent>(part).MediaType),
            part => Assert.Equal("", Assert.IsType<TextContent>(part).Text));
    }

    [Fact]
    public async Task What_a_query_sets_reaches_the_client_in_place_of_the_transports_own()
    {
        var options = new CompletionOptions { Temperature = 1.5, TopP = 0.5, Seed = long.MaxValue, Stop = ["a", "b"], ReasoningEffort = "xhigh" };

        await Send.ThroughAsync(_client, Send.Request() with { Options = options }, new ChatClientTransportOptions { Temperature = 0.1 });
        await Send.ThroughAsync(_client, Send.Request() with { Options = CompletionOptions.None }, new ChatClientTransportOptions { Temperature = 0.1 });

        ChatOptions set = _client.Calls[0].Options;
        Assert.Equal((1.5f, 0.5f, long.MaxValue, ReasoningEffort.ExtraHigh), (set.Temperature, set.TopP, set.Seed, set.Reasoning?.Effort));
        Assert.Equal(["a", "b"], set.StopSequences!);
        ChatOptions left = _client.Calls[1].Options;
        Assert.Equal((0.1f, null, null, null, null), (left.Temperature, left.TopP, left.Seed, left.Reasoning, left.StopSequences));
    }

    [Fact]
    public async Task An_effort_that_a_client_has_no_name_for_is_told_before_and_refused_after()
    {
        await using ChatClientTransport transport = _client.AsQueryTransport();
        var options = new CompletionOptions { ReasoningEffort = "minimal" };

        Assert.Equal(
            "A chat client takes no such reasoning effort, only none, low, medium, high and xhigh. Leave ReasoningEffort out of the query and of its row, and let a decorator of the client set it.",
            transport.FindObstacle(new(options, UsesImages: false)));
        Assert.Null(transport.FindObstacle(new(options with { ReasoningEffort = "none", Temperature = 1, TopP = 1, Seed = 1, Stop = ["a"] }, UsesImages: true)));
        await Assert.ThrowsAsync<ArgumentException>(() => Send.ThroughAsync(_client, Send.Request() with { Options = options }));
        Assert.Empty(_client.Calls);
    }

    [Fact]
    public async Task A_strict_schema_reaches_the_client_with_its_name_and_its_strictness()
    {
        await Send.ThroughAsync(_client);

        ChatOptions options = Assert.Single(_client.Calls).Options;
        ChatResponseFormatJson format = Assert.IsType<ChatResponseFormatJson>(options.ResponseFormat);
        Assert.Equal("answer", format.SchemaName);
        Assert.Equal("""{"type":"object","properties":{"a":{"type":"string"}},"required":["a"],"additionalProperties":false}""", format.Schema!.Value.GetRawText());
        Assert.Equal(true, options.AdditionalProperties!["strict"]);
    }

    [Theory]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"n","description":"d","schema":{}}}""")]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"n","description":"d","strict":false,"schema":{}}}""")]
    public async Task A_schema_that_is_not_strict_is_not_made_so(string json)
    {
        await Send.ThroughAsync(_client, Send.Request(format: json));

        ChatOptions options = Assert.Single(_client.Calls).Options;
        Assert.Equal("d", Assert.IsType<ChatResponseFormatJson>(options.ResponseFormat).SchemaDescription);
        Assert.Null(options.AdditionalProperties);
    }

    [Fact]
    public async Task A_format_without_a_schema_reaches_the_client_as_one()
    {
        await Send.ThroughAsync(_client, Send.Request(format: """{"type":"json_object"}"""));
        await Send.ThroughAsync(_client, Send.Request(format: """{"type":"text"}"""));

        Assert.Equal([ChatResponseFormat.Json, ChatResponseFormat.Text], _client.Calls.Select(call => call.Options.ResponseFormat));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"type":"grammar"}""")]
    [InlineData("""{"type":"json_schema"}""")]
    [InlineData("""{"type":"json_schema","json_schema":{"name":"n"}}""")]
    public async Task A_format_that_a_client_has_no_type_for_is_refused(string json)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Send.ThroughAsync(_client, Send.Request(format: json)));

        Assert.Empty(_client.Calls);
    }

    [Fact]
    public async Task A_querys_format_is_made_once_even_where_its_bytes_lie_elsewhere_and_never_mistaken_for_anothers()
    {
        await using ChatClientTransport transport = _client.AsQueryTransport();
        byte[] reused = Encoding.UTF8.GetBytes(Send.Format);
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;

        await transport.SendAsync(Send.Request() with { ResponseFormat = reused }, cancellationToken);
        await transport.SendAsync(Send.Request(), cancellationToken);
        Encoding.UTF8.GetBytes(Send.Format.Replace("answer", "others", StringComparison.Ordinal), reused);
        await transport.SendAsync(Send.Request() with { ResponseFormat = reused }, cancellationToken);

        ChatResponseFormatJson[] formats = [.. _client.Calls.Select(call => (ChatResponseFormatJson)call.Options.ResponseFormat!)];
        Assert.Same(formats[0], formats[1]);
        Assert.Equal(["answer", "answer", "others"], formats.Select(format => format.SchemaName!));
    }

    [Fact]
    public async Task More_formats_than_are_kept_are_right_all_the_same()
    {
        await using ChatClientTransport transport = _client.AsQueryTransport();
        string[] names = [.. Enumerable.Range(0, 400).Select(number => number.ToString(CultureInfo.InvariantCulture))];

        foreach (string name in names.Concat(names))
        {
            await transport.SendAsync(Send.Request(format: Send.Format.Replace("answer", name, StringComparison.Ordinal)), TestContext.Current.CancellationToken);
        }

        Assert.Equal(names.Concat(names), _client.Calls.Select(call => ((ChatResponseFormatJson)call.Options.ResponseFormat!).SchemaName!));
        Assert.Same(_client.Calls[0].Options.ResponseFormat, _client.Calls[400].Options.ResponseFormat);
        Assert.NotSame(_client.Calls[399].Options.ResponseFormat, _client.Calls[799].Options.ResponseFormat);
    }

    [Fact]
    public async Task What_is_not_set_is_left_to_the_client()
    {
        await Send.ThroughAsync(_client, options: new ChatClientTransportOptions { Temperature = null });

        ChatOptions options = Assert.Single(_client.Calls).Options;
        Assert.Equal((null, null, null), (options.ModelId, options.Temperature, options.MaxOutputTokens));
    }

    [Fact]
    public async Task What_is_set_reaches_the_client()
    {
        await Send.ThroughAsync(_client, Send.Request(maxOutputTokens: 17), new ChatClientTransportOptions { ModelId = "m", Temperature = 0.5 });

        ChatOptions options = Assert.Single(_client.Calls).Options;
        Assert.Equal(("m", 0.5f, 17), (options.ModelId, options.Temperature, options.MaxOutputTokens));
    }

    [Fact]
    public async Task Each_call_has_options_of_its_own_since_a_decorator_may_write_into_them()
    {
        await using ChatClientTransport transport = _client.AsQueryTransport();
        await transport.SendAsync(Send.Request(), TestContext.Current.CancellationToken);
        await transport.SendAsync(Send.Request(), TestContext.Current.CancellationToken);

        Assert.NotSame(_client.Calls[0].Options, _client.Calls[1].Options);
        Assert.NotSame(_client.Calls[0].Options.AdditionalProperties, _client.Calls[1].Options.AdditionalProperties);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(2.1)]
    [InlineData(double.NaN)]
    public void A_temperature_out_of_range_is_refused(double temperature)
        => Assert.Throws<ArgumentOutOfRangeException>(nameof(ChatClientTransportOptions.Temperature), () => _client.AsQueryTransport(new() { Temperature = temperature }));

    [Fact]
    public void An_empty_model_and_a_missing_client_are_refused()
    {
        Assert.Throws<ArgumentException>(nameof(ChatClientTransportOptions.ModelId), () => _client.AsQueryTransport(new() { ModelId = " " }));
        Assert.Throws<ArgumentNullException>(() => new ChatClientTransport(null!));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_client_stays_open_unless_the_options_hand_it_over(bool dispose)
    {
        await using (_client.AsQueryTransport(dispose ? new() { DisposeClient = true } : null))
        {
        }

        Assert.Equal(dispose, _client.IsDisposed);
    }

    public void Dispose() => _client.Dispose();
}
