using System.Globalization;
using System.Text.Json;
using CsCheck;

namespace Querent.Tests.Generated;

public class PromptWriterTests
{
    // Quotes, control characters, markup, letters of many scripts, halves of surrogate pairs and whole ones.
    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Char["\"\\\n\r\t\b\f\0\u001f&<>'/ az{}%é漢\u2028"].Select(character => character.ToString()),
        Gen.Char['\ud800', '\udfff'].Select(character => character.ToString()),
        Gen.Const("😀"),
        Gen.String[0, 20]).Array[0, 30].Select(string.Concat);

    [Fact]
    public void Any_text_reads_back_from_the_request_as_it_was()
        => AnyText.Sample(text => Assert.Equal(WithoutLoneSurrogates(text), Render(writer => writer.Text(text))), iter: 5_000);

    [Fact]
    public void Any_text_escaped_for_xml_reads_back_from_xml_as_it_was()
        => AnyText.Sample(
            text =>
            {
                string rendered = Render(writer => writer.Xml(text));
                Assert.DoesNotContain('<', rendered);
                Assert.DoesNotContain('>', rendered);
                Assert.DoesNotContain('"', rendered);
                Assert.Equal(WithoutLoneSurrogates(text), System.Net.WebUtility.HtmlDecode(rendered));
            },
            iter: 5_000);

    [Fact]
    public void Any_text_as_json_reads_back_from_json_as_it_was()
        => AnyText.Sample(
            text =>
            {
                string valid = WithoutLoneSurrogates(text);
                string rendered = Render(writer =>
                {
                    Utf8JsonWriter json = writer.BeginJson();
                    json.WriteStartObject();
                    json.WriteString("text", valid);
                    json.WriteEndObject();
                    writer.EndJson();
                });
                using var document = JsonDocument.Parse(rendered);
                Assert.Equal(valid, document.RootElement.GetProperty("text").GetString());
            },
            iter: 2_000);

    [Fact]
    public void Values_are_written_in_the_invariant_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        var other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NegativeSign = "~";
        CultureInfo.CurrentCulture = other;
        try
        {
            Assert.Equal("-1.5 true -7", Render(writer =>
            {
                writer.Text(-1.5);
                writer.Literal(" "u8);
                writer.Text(true);
                writer.Literal(" "u8);
                writer.Text(-7);
            }));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void A_long_prompt_outgrows_the_first_buffer()
    {
        string text = string.Concat(Enumerable.Repeat("Grüße, \"Welt\"\n", 50_000));

        Assert.Equal(text, Render(writer => writer.Text(text)));
    }

    [Fact]
    public void A_rendered_prompt_shows_its_messages_as_they_are_sent()
    {
        var prompt = RenderedPrompt.Create("a \"b\"", static (input, writer) =>
        {
            writer.Literal("""{"role":"system","content":"Be brief."},{"role":"user","content":"Say: """u8);
            writer.Text(input);
            writer.Literal("\"}"u8);
        });

        Assert.Equal(new RenderedPrompt("Be brief.", "Say: a \"b\""), prompt);
    }

    [Fact]
    public void A_writer_that_was_disposed_of_is_not_written_to()
    {
        var writer = new PromptWriter();
        writer.Dispose();
        writer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => writer.Text("x"));
        Assert.Throws<InvalidOperationException>(() => new PromptWriter().EndJson());
    }

    private static string Render(Action<PromptWriter> write)
    {
        using var writer = new PromptWriter();
        writer.Literal("\""u8);
        write(writer);
        writer.Literal("\""u8);
        using var document = JsonDocument.Parse(writer.WrittenMemory);
        return document.RootElement.GetString()!;
    }

    private static string WithoutLoneSurrogates(string text) => System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(text));
}
