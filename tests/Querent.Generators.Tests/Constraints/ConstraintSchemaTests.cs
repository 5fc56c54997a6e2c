using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests.Constraints;

public sealed class ConstraintSchemaTests
{
    private const string Same = "";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Theory]
    [InlineData("Words", "title", """{"type":"string","description":"2 to 5 characters."}""", Same)]
    [InlineData("Words", "lengthy", """{"type":"string","description":"At least 2 characters."}""", Same)]
    [InlineData("Words", "brief", """{"type":["string","null"],"description":"At most 3 characters."}""", Same)]
    [InlineData("Words", "code", """{"type":"string","description":"Matches the regular expression [A-Z]{2}[0-9]{1,3} as a whole."}""", """{"type":"string","pattern":"^(?:[A-Z]{2}[0-9]{1,3})?$"}""")]
    [InlineData("Words", "first", """{"type":"string","description":"Matches the regular expression a|ab as a whole."}""", Same)]
    [InlineData("Words", "needed", """{"type":"string","description":"Not empty."}""", Same)]
    [InlineData("Words", "given", """{"type":"string"}""", Same)]
    [InlineData("Words", "mail", """{"type":"string","description":"An e-mail address."}""", """{"type":"string","format":"email"}""")]
    [InlineData("Words", "link", """{"type":"string","description":"A URL that begins with http://, https:// or ftp://."}""", Same)]
    [InlineData("Words", "colour", """{"type":["string","null"],"description":"Which.","enum":["red","blue",null]}""", Same)]
    [InlineData("Words", "chosen", """{"type":"string","enum":["red","blue"]}""", Same)]
    [InlineData("Words", "name", """{"type":"string","description":"Never \"none\" or \"n/a\"."}""", Same)]
    [InlineData("Bounds", "share", """{"type":"number","description":"More than 0 and at most 1."}""", """{"type":"number","exclusiveMinimum":0,"maximum":1}""")]
    [InlineData("Bounds", "step", """{"type":"integer","description":"From 2 to 4."}""", """{"type":"integer","minimum":2,"maximum":4}""")]
    [InlineData("Bounds", "price", """{"type":["number","null"],"description":"At least 0.1 and less than 9.99."}""", """{"type":["number","null"],"minimum":0.1,"exclusiveMaximum":9.99}""")]
    [InlineData("Bounds", "day", """{"type":"string","description":"From 2020-01-01 to 2030-12-31. A date as yyyy-MM-dd."}""", """{"type":"string","description":"From 2020-01-01 to 2030-12-31.","format":"date"}""")]
    [InlineData("Bounds", "level", """{"type":"integer","enum":[1,3]}""", Same)]
    [InlineData("Bounds", "ratio", """{"type":"number","enum":[0.5,1.5]}""", Same)]
    [InlineData("Bounds", "agreed", """{"type":"boolean","enum":[true]}""", Same)]
    [InlineData("Bounds", "calm", """{"type":["string","null"],"enum":["Calm",null]}""", Same)]
    [InlineData("Bounds", "other", """{"type":["integer","null"],"description":"Never 7 or 8."}""", Same)]
    [InlineData("Lists", "some", """{"type":"array","description":"At least 1 item.","items":{"type":"integer"}}""", """{"type":"array","minItems":1,"items":{"type":"integer"}}""")]
    [InlineData("Lists", "fixed", """{"type":"array","description":"1 to 2 items.","items":{"type":"string"}}""", """{"type":"array","minItems":1,"maxItems":2,"items":{"type":"string"}}""")]
    [InlineData("Lists", "pair", """{"type":"array","description":"Exactly 2 items.","items":{"type":"integer"}}""", """{"type":"array","description":"Exactly 2 items.","minItems":2,"items":{"type":"integer"}}""")]
    [InlineData("Lists", "there", """{"type":"array","items":{"type":"integer"}}""", Same)]
    [InlineData("Lists", "bytes", """{"type":"string","description":"2 to 3 bytes. Bytes in Base64."}""", Same)]
    public void A_constraint_is_told_in_words_to_Azure_and_by_keywords_to_OpenAI_where_they_mean_the_same(string query, string member, string azure, string openAI)
    {
        Assert.Equal(azure, Schema<Constrained>(query, member));
        Assert.Equal(openAI.Length == 0 ? azure : openAI, Schema<OpenAIConstrained>(query, member));
    }

    [Theory]
    [InlineData("AllowedValues(0.5, 1.5)", true)]
    [InlineData("AllowedValues(0.5, double.NaN)", false)]
    public void No_schema_and_reader_are_emitted_where_a_listed_value_is_none_of_JSON(string attribute, bool isEmitted)
    {
        CSharpCompilation sources = TestCompilation.Create(LanguageVersion.Latest, $$"""
            [QueryRow] public partial record Row { [Query("?"), {{attribute}}] public required double Answer { get; init; } }
            """);

        GeneratorRunResult result = GeneratorRun.ResultOf(GeneratorRun.Driver(LanguageVersion.Latest).RunGenerators(sources, TestContext.Current.CancellationToken));

        Assert.Equal(isEmitted, result.GeneratedSources.Any(source => source.SourceText.ToString().Contains("json_schema", StringComparison.Ordinal)));
        Assert.Equal(isEmitted, result.GeneratedSources.Any(source => source.SourceText.ToString().Contains("OneOf<double>", StringComparison.Ordinal)));
    }

    private static string Schema<TRow>(string query, string member)
        where TRow : class, IQueryRow<TRow>
        => JsonSerializer.Serialize(
            JsonDocument.Parse(Plans.Query<TRow>(query).ResponseFormat).RootElement.GetProperty("json_schema").GetProperty("schema").GetProperty("properties").GetProperty(member),
            Plain);
}
