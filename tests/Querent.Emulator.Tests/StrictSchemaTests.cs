using System.Text.Json;

namespace Querent.Emulator.Tests;

public sealed class StrictSchemaTests
{
    private const string Node = """{"type":"object","properties":{"next":{"anyOf":[{"$ref":"#/$defs/node"},{"type":"null"}]}},"required":["next"],"additionalProperties":false}""";

    private static string Object(string property) =>
        $$"""{"type":"object","properties":{"a":{{property}}},"required":["a"],"additionalProperties":false}""";

    private static string Nested(int levels) => levels == 1 ? Object("""{"type":"string"}""") : Object(Nested(levels - 1));

    private static string Wide(int properties)
    {
        IEnumerable<string> names = Enumerable.Range(0, properties).Select(index => $"p{index}");
        return $$"""{"type":"object","properties":{{{string.Join(',', names.Select(name => $$"""  "{{name}}":{"type":"string"}"""))}}  },"required":[{{string.Join(',', names.Select(name => $"\"{name}\""))}}],"additionalProperties":false}""";
    }

    private static string Enum(int values, int length = 1) =>
        $$"""{"type":"string","enum":[{{string.Join(',', Enumerable.Range(0, values).Select(index => $"\"{index.ToString("x").PadLeft(length, '-')}\""))}}]}""";

    private static void Check(string schema, SchemaProfile profile)
    {
        using var document = JsonDocument.Parse(schema);
        StrictSchemaChecker.Check(document.RootElement, profile);
    }

    private static void IsRefused(string schema, string path, SchemaProfile profile = SchemaProfile.OpenAI) =>
        Assert.Equal(path, Assert.Throws<SchemaException>(() => Check(schema, profile)).Path);

    [Theory]
    [InlineData("7", "$")]
    [InlineData("{}", "$")]
    [InlineData("""{"type":"array","items":{"type":"string"}}""", "$")]
    [InlineData("""{"anyOf":[{"type":"string"}]}""", "$")]
    [InlineData("""{"type":["object","null"],"properties":{},"additionalProperties":false}""", "$")]
    [InlineData("""{"type":"object","properties":{},"required":[]}""", "$")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":true}""", "$")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"additionalProperties":false}""", "$")]
    [InlineData("""{"type":"object","properties":{"a":{"type":"string"}},"required":[],"additionalProperties":false}""", "$")]
    [InlineData("""{"type":"object","properties":{},"required":["b"],"additionalProperties":false}""", "$.required")]
    [InlineData("""{"type":"object","properties":[],"required":[],"additionalProperties":false}""", "$.properties")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":false,"allOf":[]}""", "$.allOf")]
    public void A_root_outside_the_subset_is_refused(string schema, string path) => IsRefused(schema, path);

    [Theory]
    [InlineData("{}", "")]
    [InlineData("true", "")]
    [InlineData("""{"type":"text"}""", ".type")]
    [InlineData("""{"type":["string","text"]}""", ".type")]
    [InlineData("""{"type":"array"}""", "")]
    [InlineData("""{"type":"array","items":{}}""", ".items")]
    [InlineData("""{"type":"string","enum":[]}""", ".enum")]
    [InlineData("""{"type":"string","enum":["a",1]}""", ".enum")]
    [InlineData("""{"type":"string","enum":["a",null]}""", ".enum")]
    [InlineData("""{"anyOf":[]}""", ".anyOf")]
    [InlineData("""{"anyOf":[{"type":"string"},{"type":"object","properties":{}}]}""", ".anyOf[1]")]
    [InlineData("""{"$ref":"#/$defs/none"}""", ".$ref")]
    [InlineData("""{"$ref":"https://example.com/schema"}""", ".$ref")]
    [InlineData("""{"$ref":"#","description":"itself"}""", "")]
    [InlineData("""{"type":"string","default":"a"}""", ".default")]
    [InlineData("""{"type":"string","minLength":1}""", ".minLength")]
    [InlineData("""{"type":"string","maxLength":1}""", ".maxLength")]
    [InlineData("""{"type":"string","format":"uri"}""", ".format")]
    [InlineData("""{"type":"array","items":{"type":"string"},"uniqueItems":true}""", ".uniqueItems")]
    [InlineData("""{"type":"object","properties":{},"additionalProperties":false,"patternProperties":{}}""", ".patternProperties")]
    [InlineData("""{"not":{"type":"string"}}""", ".not")]
    [InlineData("""{"oneOf":[{"type":"string"}]}""", ".oneOf")]
    [InlineData("""{"if":{"type":"string"}}""", ".if")]
    public void A_property_outside_the_subset_is_refused(string property, string path) => IsRefused(Object(property), "$.properties.a" + path);

    [Theory]
    [InlineData("""{"type":"string","pattern":"^a$"}""", "pattern")]
    [InlineData("""{"type":"string","format":"date"}""", "format")]
    [InlineData("""{"type":"integer","minimum":1}""", "minimum")]
    [InlineData("""{"type":"integer","maximum":1}""", "maximum")]
    [InlineData("""{"type":"number","exclusiveMinimum":1}""", "exclusiveMinimum")]
    [InlineData("""{"type":"number","exclusiveMaximum":1}""", "exclusiveMaximum")]
    [InlineData("""{"type":"number","multipleOf":2}""", "multipleOf")]
    [InlineData("""{"type":"array","items":{"type":"string"},"minItems":1}""", "minItems")]
    [InlineData("""{"type":"array","items":{"type":"string"},"maxItems":1}""", "maxItems")]
    public void A_limit_is_OpenAIs_alone(string property, string keyword)
    {
        IsRefused(Object(property), $"$.properties.a.{keyword}", SchemaProfile.Azure);
        Check(Object(property), SchemaProfile.OpenAI);
    }

    [Theory]
    [InlineData("""{"type":["string","null"],"enum":["a",null],"description":"One of."}""")]
    [InlineData("""{"type":"string","const":"a","title":"A"}""")]
    [InlineData("""{"anyOf":[{"type":"object","properties":{},"required":[],"additionalProperties":false},{"type":"null"}]}""")]
    [InlineData("""{"type":"array","items":{"anyOf":[{"type":"integer"},{"type":"boolean"}]}}""")]
    [InlineData("""{"$ref":"#"}""")]
    public void What_both_take_is_taken_by_both(string property)
    {
        Check(Object(property), SchemaProfile.Azure);
        Check(Object(property), SchemaProfile.OpenAI);
    }

    [Theory]
    [InlineData(SchemaProfile.Azure, 5)]
    [InlineData(SchemaProfile.OpenAI, 10)]
    public void One_level_too_many_is_refused_where_it_stands(SchemaProfile profile, int levels)
    {
        Check(Nested(levels), profile);
        IsRefused(Nested(levels + 1), "$" + string.Concat(Enumerable.Repeat(".properties.a", levels)), profile);
    }

    [Theory]
    [InlineData(SchemaProfile.Azure, 100)]
    [InlineData(SchemaProfile.OpenAI, 5_000)]
    public void One_property_too_many_is_refused(SchemaProfile profile, int properties)
    {
        Check(Wide(properties), profile);
        IsRefused(Wide(properties + 1), $"$.properties.p{properties}", profile);
    }

    [Fact]
    public void A_recursion_counts_once()
    {
        string schema = $$"""{"type":"object","properties":{"head":{"$ref":"#/$defs/node"} },"required":["head"],"additionalProperties":false,"$defs":{"node":{{Node}} } }""";
        Check(schema, SchemaProfile.Azure);
    }

    [Fact]
    public void What_a_reference_nests_counts_where_it_is_used()
    {
        static string With(int levels) =>
            $$"""{"type":"object","properties":{"a":{"$ref":"#/$defs/deep"} },"required":["a"],"additionalProperties":false,"$defs":{"deep":{{Nested(levels)}} } }""";
        Check(With(4), SchemaProfile.Azure);
        IsRefused(With(5), "$.properties.a.$ref", SchemaProfile.Azure);
    }

    [Fact]
    public void Enums_are_limited_in_all_and_large_ones_in_length()
    {
        Check(Object(Enum(1_000)), SchemaProfile.Azure);
        IsRefused(Object(Enum(1_001)), "$.properties.a.enum");
        Check(Object(Enum(250, 100)), SchemaProfile.Azure);
        IsRefused(Object(Enum(251, 100)), "$.properties.a.enum");
    }

    [Fact]
    public void Names_and_values_are_limited_to_120000_characters() =>
        IsRefused(Object(Enum(200, 700)), "$.properties.a.enum");
}
