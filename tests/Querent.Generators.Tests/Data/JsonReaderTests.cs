using Querent.Generators.Data;

namespace Querent.Generators.Tests.Data;

public sealed class JsonReaderTests
{
    [Fact]
    public void Values_and_names_have_their_places()
    {
        const string Text = """ {"a": [1.50, "x\u00e9\n"], "b":{"c":true ,"d":null}} """;

        var root = Assert.IsType<DataObject>(Read(Text));
        DataProperty a = root.Properties[0];
        var items = Assert.IsType<DataArray>(a.Value);
        var text = Assert.IsType<DataText>(items.Items[1]);
        var b = Assert.IsType<DataObject>(root.Properties[1].Value);

        Assert.Equal(Text.Trim(), At(Text, root.Span));
        Assert.Equal("a", At(Text, a.NameSpan));
        Assert.Equal("[1.50, \"x\\u00e9\\n\"]", At(Text, items.Span));
        Assert.Equal("1.50", Assert.IsType<DataNumber>(items.Items[0]).Text);
        Assert.Equal(("xé\n", "\"x\\u00e9\\n\""), (text.Value, At(Text, text.Span)));
        Assert.True(Assert.IsType<DataBoolean>(b.Properties[0].Value).Value);
        Assert.Equal("null", At(Text, Assert.IsType<DataNull>(b.Properties[1].Value).Span));
    }

    [Fact]
    public void A_name_that_stands_twice_is_kept_twice()
        => Assert.Equal(["a", "b", "a"], Assert.IsType<DataObject>(Read("""{"a":1,"b":2,"a":3}""")).Properties.Select(property => property.Name));

    [Theory]
    [InlineData("\"\\ud83d\\ude00\"", "😀")]
    [InlineData("\"😀\"", "😀")]
    [InlineData("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0000\"", "\"\\/\b\f\n\r\t\0")]
    [InlineData("\"\u007f\u2028\"", "\u007f\u2028")]
    public void Escapes_are_read(string json, string expected) => Assert.Equal(expected, Assert.IsType<DataText>(Read(json)).Value);

    [Theory]
    [InlineData("0")]
    [InlineData("-0")]
    [InlineData("-12.5e-3")]
    [InlineData("1E+30")]
    public void A_number_is_kept_as_it_is_written(string number) => Assert.Equal(number, Assert.IsType<DataNumber>(Read($" {number} ")).Text);

    [Theory]
    [InlineData("{\"a\":1[|}|]}", "")]
    [InlineData("{\"a\":1,[|}|]", "a name in double quotes should stand here")]
    [InlineData("{\"a\":[|}|]", "a value should stand here")]
    [InlineData("[1 [|2|]]", "',' or ']' should stand here")]
    [InlineData("{\"a\" [|1|]}", "':' should stand here")]
    [InlineData("{[|a|]:1}", "a name in double quotes or '}' should stand here")]
    [InlineData("[|'|]a'", "a value should stand here")]
    [InlineData("[|Hello|] there", "this is no JSON value; put a text into double quotes")]
    [InlineData("[|True|]", "this is no JSON value; put a text into double quotes")]
    [InlineData("[|NaN|]", "this is no JSON value; put a text into double quotes")]
    [InlineData("[|01|]", "this is no JSON number; write it as 3, -0.5 or 1e6")]
    [InlineData("[|-|]", "this is no JSON number; write it as 3, -0.5 or 1e6")]
    [InlineData("[|1.|]", "this is no JSON number; write it as 3, -0.5 or 1e6")]
    [InlineData("[|1e+|]", "this is no JSON number; write it as 3, -0.5 or 1e6")]
    [InlineData("[|.|]5", "")]
    [InlineData("[|+|]5", "a value should stand here")]
    [InlineData("1 [|2 3|] ", "the JSON ends before this; remove it")]
    [InlineData("[1[|,|]", "it ends where a value should stand")]
    [InlineData("", "it ends where a value should stand")]
    [InlineData("[|\"abc|]", "this text has no closing '\"'")]
    [InlineData("[|\"abc|]\n\"", "this text has no closing '\"' on its line; a line break in it is written \\n")]
    [InlineData("\"a[|\t|]b\"", "a control character in a text has to be written as an escape, such as \\t")]
    [InlineData("\"a[|\\x|]41\"", "JSON has no such escape; a backslash is written \\\\")]
    [InlineData("\"a[|\\u|]00g0\"", "JSON has no such escape; a backslash is written \\\\")]
    [InlineData("\"[|\\ude00|]\"", "half of a surrogate pair is no character")]
    [InlineData("[1] [|// no|]", "the JSON ends before this; remove it")]
    public void What_is_no_JSON_is_refused_at_its_place(string markup, string message)
    {
        int start = markup.IndexOf("[|", StringComparison.Ordinal);
        int end = markup.IndexOf("|]", StringComparison.Ordinal);
        string text = markup.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal);

        Assert.Null(JsonReader.Read(text, out DataError? error));

        if (message.Length > 0)
        {
            Assert.Equal(message, error!.Message);
            Assert.Equal(start < 0 ? new DataSpan(0, 0) : DataSpan.FromBounds(start, end - 2), error.Span);
        }
    }

    [Fact]
    public void Nesting_has_a_limit()
    {
        Assert.NotNull(Read(new string('[', 64) + new string(']', 64)));
        Assert.Null(JsonReader.Read(new string('[', 65) + new string(']', 65), out DataError? error));
        Assert.Equal(new DataSpan(64, 1), error!.Span);
        Assert.Null(JsonReader.Read(new string('[', 1 << 20), out _));
    }

    [Fact]
    public void Whatever_is_read_and_refused_agrees_with_System_Text_Json()
    {
        var random = new Random(7);
        for (int i = 0; i < 20_000; i++)
        {
            string text = DataFuzzTests.Mutate("""{"a":[1,-2.5e3,"x\n\u00e9"],"b":{"c":true,"d":null,"a":false}, "e" : [] }""", random);
            bool isJson = IsJson(text);

            Assert.True(isJson == JsonReader.Read(text, out _) is not null, text);
        }
    }

    private static bool IsJson(string text)
    {
        try
        {
            var reader = new System.Text.Json.Utf8JsonReader(new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetBytes(text));
            while (reader.Read())
            {
                if (reader.TokenType is System.Text.Json.JsonTokenType.String or System.Text.Json.JsonTokenType.PropertyName)
                {
                    reader.GetString();
                }
            }

            return true;
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or InvalidOperationException or System.Text.EncoderFallbackException)
        {
            return false;
        }
    }

    private static DataValue Read(string text)
    {
        DataValue? value = JsonReader.Read(text, out DataError? error);
        Assert.Null(error);
        return value!;
    }

    private static string At(string text, DataSpan span) => text.Substring(span.Start, span.Length);
}
