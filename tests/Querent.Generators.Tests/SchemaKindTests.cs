using System.Text.Json;
using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests;

public sealed class SchemaKindTests
{
    [Fact]
    public void A_type_that_holds_itself_is_referred_to()
    {
        JsonElement node = Schema<AnswerKinds>("Node");
        JsonElement left = Schema<AnswerKinds>("Left");

        Assert.Equal("""{"type":"array","items":{"$ref":"#"}}""", Property(node, "children").GetRawText());
        Assert.Equal("""{"anyOf":[{"$ref":"#"},{"type":"null"}]}""", Property(node, "twin").GetRawText());
        JsonElement right = Property(left, "right").GetProperty("anyOf")[0];
        Assert.Equal("""{"$ref":"#"}""", Property(right, "left").GetRawText());
        Assert.Equal("""{"anyOf":[{"$ref":"#"},{"type":"null"}],"description":"The way out."}""", Property(right, "exit").GetRawText());
        Assert.Equal("""{"anyOf":[{"$ref":"#/$defs/Node"},{"type":"null"}]}""", Property(Property(Schema<AnswerKinds>("Trees"), "answer"), "very-high").GetRawText());
    }

    [Fact]
    public void A_type_that_is_used_often_is_defined_once_where_that_is_shorter()
    {
        const string Types = """
            public sealed record Detail(string Quotation, int StartsAtCharacter, int EndsAtCharacter, bool IsVerbatim);
            public sealed record Report(Detail Person, Detail Place, [property: Description("When.")] Detail Time, List<Detail> Others, Tiny A, Tiny B);
            public enum Tiny { X }
            [QueryRow] public partial record Row([Query("?")] Report Report);
            """;

        string source = GeneratorRun.Of(Types).Source;

        Assert.Contains("""
            "person":{"$ref":"#/$defs/Detail"},"place":{"$ref":"#/$defs/Detail"},"time":{"type":"object","description":"When.",
            """.Trim(), source, StringComparison.Ordinal);
        Assert.Contains(""","others":{"type":"array","items":{"$ref":"#/$defs/Detail"}},"a":{"type":"string","enum":["X"]}""", source, StringComparison.Ordinal);
        Assert.Contains(""""additionalProperties":false,"$defs":{"Detail":{"type":"object","properties":{"quotation":"""", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_union_has_its_discriminator_first()
    {
        JsonElement pet = Property(Schema<AnswerKinds>("Pet"), "answer");
        pet = pet.TryGetProperty("$ref", out _) ? Schema<AnswerKinds>("Pet").GetProperty("$defs").GetProperty("Pet") : pet;
        JsonElement figure = Property(Schema<AnswerKinds>("Figure"), "answer").GetProperty("anyOf");

        JsonProperty first = pet.GetProperty("anyOf")[2].GetProperty("properties").EnumerateObject().First();
        Assert.Equal(("kind", """{"type":"string","enum":["a \"puppy\""]}"""), (first.Name, first.Value.GetRawText()));
        Assert.Equal("""{"type":"integer","enum":[2]}""", Property(figure[1], "$type").GetRawText());
        Assert.Equal("null", figure[2].GetProperty("type").GetString());
    }

    [Fact]
    public void A_form_is_told_in_words_to_Azure_and_by_a_keyword_to_OpenAI()
    {
        JsonElement azure = Schema<AnswerKinds>("Texts");
        JsonElement openAI = Schema<OpenAIKinds>("AllTexts");

        Assert.Equal("""{"type":"string","description":"The day. A date as yyyy-MM-dd."}""", Property(azure, "day").GetRawText());
        Assert.Equal("""{"type":"string","description":"The day.","format":"date"}""", Property(openAI, "day").GetRawText());
        Assert.Equal("uuid", Property(openAI, "id").GetProperty("format").GetString());
        Assert.StartsWith("^(", Property(openAI, "time").GetProperty("pattern").GetString(), StringComparison.Ordinal);
        Assert.Equal("""{"type":["string","null"],"format":"date"}""", Property(openAI, "until").GetRawText());
        Assert.Equal("Bytes in Base64.", Property(openAI, "data").GetProperty("description").GetString());
        Assert.Equal("""{"type":"integer","minimum":0,"maximum":10}""", Property(Schema<OpenAIKinds>("TheScore"), "score").GetRawText());
    }

    [Fact]
    public void Documentation_is_told_where_there_is_no_description()
    {
        JsonElement texts = Schema<AnswerKinds>("Texts");

        Assert.Equal("A value of every kind that is a string in JSON.", texts.GetProperty("description").GetString());
        Assert.StartsWith("The instant, DateTimeOffset in C#. ", Property(texts, "instant").GetProperty("description").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_by_an_enum_is_an_object_of_its_members()
        => Assert.Equal(
            """{"type":"object","properties":{"Low":{"type":"integer"},"very-high":{"type":"integer"}},"required":["Low","very-high"],"additionalProperties":false}""",
            Property(Schema<AnswerKinds>("Maps"), "scores").GetRawText());

    [Fact]
    public void A_rows_naming_policy_holds_for_columns_and_answers()
    {
        Assert.Equal(["inputText"], Plans.Of<OpenAIKinds>().InputColumns);
        Assert.Contains("allTextsDay", Plans.Of<OpenAIKinds>().Columns);
        Assert.Contains("theScoreValue", Plans.Of<OpenAIKinds>().Columns);
        Assert.Contains("atTime", Plans.Of<OpenAIKinds>().Columns);
        Assert.Equal("the_score", JsonDocument.Parse(Plans.Query<OpenAIKinds>("TheScore").ResponseFormat).RootElement.GetProperty("json_schema").GetProperty("name").GetString());
    }

    [Fact]
    public void A_property_order_of_the_authors_is_kept()
        => Assert.Equal(["why", "name", "size", "at"], Schema<AnswerKinds>("Shape").GetProperty("properties").EnumerateObject().Select(property => property.Name));

    private static JsonElement Property(JsonElement schema, string name) => schema.GetProperty("properties").GetProperty(name);

    private static JsonElement Schema<TRow>(string query)
        where TRow : class, IQueryRow<TRow>
        => JsonDocument.Parse(Plans.Query<TRow>(query).ResponseFormat).RootElement.GetProperty("json_schema").GetProperty("schema");
}
