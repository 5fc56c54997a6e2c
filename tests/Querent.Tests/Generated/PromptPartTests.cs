using System.Text;
using System.Text.Json;
using CsCheck;

namespace Querent.Tests.Generated;

public class PromptPartTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2, 3];

    [Fact]
    public void Texts_and_images_stand_in_their_order()
        => Assert.Equal(
            """[{"type":"text","text":"Look \"here\": "},{"type":"image_url","image_url":{"url":"https://example.org/a%20b.png?c=d","detail":"low"}},{"type":"text","text":"."}]""",
            Content(writer =>
            {
                writer.Literal("Look "u8);
                writer.Text("\"here\"");
                writer.Literal(": "u8);
                writer.Image(new Uri("https://example.org/a b.png?c=d"), "low");
                writer.Literal("."u8);
            }));

    [Fact]
    public void Empty_texts_before_between_and_behind_images_are_left_out()
        => Assert.Equal(
            """[{"type":"image_url","image_url":{"url":"http://a/"}},{"type":"image_url","image_url":{"url":"http://b/"}}]""",
            Content(writer =>
            {
                writer.Text("");
                writer.Image(new Uri("http://a"), null);
                writer.Literal(""u8);
                writer.Image(new Uri("http://b"), null);
            }));

    [Theory]
    [InlineData("", """[{"type":"text","text":""}]""")]
    [InlineData(",", """[{"type":"text","text":","}]""")]
    public void A_content_without_an_image_is_one_text_even_if_it_is_empty(string text, string content)
        => Assert.Equal(content, Content(writer => writer.Text(text)));

    [Fact]
    public void Any_bytes_reach_the_request_as_they_are()
        => Gen.Byte.Array[1, 20_000].Sample(
            bytes =>
            {
                string url = Url(writer => writer.Image(bytes, "image/png", null));
                Assert.StartsWith("data:image/png;base64,", url, StringComparison.Ordinal);
                Assert.Equal(bytes, Convert.FromBase64String(url["data:image/png;base64,".Length..]));
            },
            iter: 200);

    [Theory]
    [InlineData("image/png", "89504E470D0A1A0A")]
    [InlineData("image/jpeg", "FFD8FFE0")]
    [InlineData("image/gif", "474946383761")]
    [InlineData("image/gif", "474946383961")]
    [InlineData("image/webp", "524946461234567857454250")]
    public void A_files_type_is_told_by_its_first_bytes(string mediaType, string file)
        => Assert.StartsWith($"data:{mediaType};base64,", Url(writer => writer.Image(Convert.FromHexString(file), null, null)), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("89504E47")]
    [InlineData("FFD8")]
    [InlineData("52494646123456785741564566")]
    [InlineData("5249464612345678574542")]
    [InlineData("3C737667207365637265743D2731273E")]
    public void Bytes_of_no_known_type_are_refused_without_a_trace_of_them(string file)
    {
        byte[] bytes = Convert.FromHexString(file);

        FormatException exception = Assert.ThrowsAny<FormatException>(() => Content(writer => writer.Image(bytes, null, null)));

        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
        Assert.Contains(bytes.Length == 0 ? "no bytes" : "MediaType", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_that_is_named_goes_before_the_bytes()
        => Assert.StartsWith("data:image/x;base64,", Url(writer => writer.Image(Png, "image/x", "high")), StringComparison.Ordinal);

    [Theory]
    [InlineData("secret.png")]
    [InlineData("file:///secret.png")]
    [InlineData("ftp://secret/a.png")]
    public void An_address_that_a_provider_cannot_read_is_refused_without_it(string url)
    {
        FormatException exception = Assert.ThrowsAny<FormatException>(() => Content(writer => writer.Image(new Uri(url, UriKind.RelativeOrAbsolute), null)));

        Assert.DoesNotContain("secret", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_data_stays_as_it_is()
        => Assert.Equal("data:image/png;base64,iVBORw0KGgo=", Url(writer => writer.Image(new Uri("data:image/png;base64,iVBORw0KGgo="), null)));

    [Fact]
    public void Parts_without_a_start_are_a_mistake()
    {
        using var writer = new PromptWriter();

        Assert.Throws<InvalidOperationException>(() => writer.Image(Png, null, null));
        Assert.Throws<InvalidOperationException>(writer.EndParts);
        Assert.True(writer.WrittenMemory.IsEmpty);
    }

    [Fact]
    public void A_writer_whose_prompt_failed_among_its_parts_serves_the_next()
    {
        using var writer = new PromptWriter();
        writer.BeginParts();
        Assert.ThrowsAny<FormatException>(() => writer.Image([], null, null));

        writer.Clear();

        Assert.Throws<InvalidOperationException>(writer.EndParts);
        writer.BeginParts();
        writer.EndParts();
        Assert.Equal("""[{"type":"text","text":""}]""", Encoding.UTF8.GetString(writer.WrittenMemory.Span));
    }

    [Fact]
    public void What_is_written_is_counted_as_text_and_images_apart()
    {
        using var writer = new PromptWriter();
        writer.BeginParts();
        writer.Literal("Look: "u8);
        writer.EndParts();
        int text = writer.WrittenMemory.Length;
        writer.Clear();
        writer.BeginParts();
        writer.Literal("Look: "u8);
        writer.Image(Png, "image/png", "low");
        writer.Image(new byte[3000], "image/png", null);
        writer.EndParts();

        Assert.Equal(writer.WrittenMemory.Length, writer.TextBytes + writer.ImageBytes);
        Assert.InRange(writer.ImageBytes, 4000, 4200);
        Assert.InRange(writer.TextBytes, text, text + 2);   // commas

        writer.Clear();
        Assert.Equal((0, 0), (writer.TextBytes, writer.ImageBytes));
    }

    [Fact]
    public void Bytes_make_no_garbage()
    {
        byte[] bytes = [.. Png, .. new byte[100_000]];
        using var writer = new PromptWriter();
        Write();

        long before = GC.GetAllocatedBytesForCurrentThread();
        Write();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Write()
        {
            writer.Clear();
            writer.BeginParts();
            writer.Image(bytes, null, "low");
            writer.EndParts();
        }
    }

    [Fact]
    public void A_rendered_prompt_shows_its_turns_in_order_and_its_images_described()
    {
        var prompt = RenderedPrompt.Create("Now", static (input, writer) =>
        {
            writer.Literal("""{"role":"system","content":"Be brief."},{"role":"user","content":"2+2"},{"role":"assistant","content":"{\"answer\":4}"},{"role":"user","content":"""u8);
            writer.BeginParts();
            writer.Text(input);
            writer.Image(Png, null, "low");
            writer.Literal(" this: "u8);
            writer.Image(new Uri("https://example.org/a.png"), null);
            writer.Image(new Uri("data:image/svg+xml,x"), null);
            writer.EndParts();
            writer.Literal("}"u8);
        });

        Assert.Equal(("Be brief.", "Now this: "), (prompt.System, prompt.User));
        Assert.Equal(
            [
                new("system", "Be brief."),
                new("user", "2+2"),
                new("assistant", "{\"answer\":4}"),
                new PromptMessage("user", "Now this: ") { Images = ["image/png, 11 bytes, detail low", "https://example.org/a.png", "image/svg+xml, not in base64"] },
            ],
            prompt.Messages);
        Assert.Equal(
            """
            system: Be brief.
            user: 2+2
            assistant: {"answer":4}
            user: Now this: 
            [image/png, 11 bytes, detail low]
            [https://example.org/a.png]
            [image/svg+xml, not in base64]
            """,
            prompt.ToString());
    }

    [Fact]
    public void Rendered_prompts_are_equal_when_all_of_their_messages_are()
    {
        var prompt = new RenderedPrompt("a", "b");

        Assert.Equal([new("system", "a"), new("user", "b")], prompt.Messages);
        Assert.Equal([new("user", "b")], new RenderedPrompt(null, "b").Messages);
        Assert.Equal(prompt, prompt with { Messages = [new("system", "a"), new("user", "b")] });
        Assert.NotEqual(prompt, prompt with { Messages = [new("system", "a"), new("user", "c"), new("assistant", "d"), new("user", "b")] });
        Assert.NotEqual(prompt, prompt with { Messages = [new("system", "a"), new("user", "b") { Images = ["https://a"] }] });
    }

    private static string Content(Action<PromptWriter> write)
    {
        using var writer = new PromptWriter();
        writer.BeginParts();
        write(writer);
        writer.EndParts();
        return Encoding.UTF8.GetString(writer.WrittenMemory.Span);
    }

    private static string Url(Action<PromptWriter> write)
    {
        using var document = JsonDocument.Parse(Content(write));
        return Assert.Single(document.RootElement.EnumerateArray()).GetProperty("image_url").GetProperty("url").GetString()!;
    }
}
