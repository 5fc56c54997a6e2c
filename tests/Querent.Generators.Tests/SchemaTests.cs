using System.Text.Json;
using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests;

public sealed class SchemaTests
{
    private static readonly string[] Allowed = ["type", "properties", "required", "additionalProperties", "items", "enum", "anyOf", "description", "$ref", "$defs", "format", "pattern", "minimum", "maximum"];

    public static TheoryData<string> Queries() => [.. Plans.Of<Judged>().Queries.Select(query => query.Name)];

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_schema_is_inside_of_the_strict_subset(string query)
    {
        JsonElement format = Format(query);

        Assert.Equal("json_schema", format.GetProperty("type").GetString());
        JsonElement schema = format.GetProperty("json_schema");
        Assert.True(schema.GetProperty("strict").GetBoolean());
        Assert.Matches("^[a-zA-Z0-9_-]{1,64}$", schema.GetProperty("name").GetString());
        JsonElement root = schema.GetProperty("schema");
        Assert.Equal("object", root.GetProperty("type").GetString());
        Check(root);
    }

    [Fact]
    public void Descriptions_are_told_and_ranges_are_put_into_words()
    {
        JsonElement root = Format("Judgement").GetProperty("json_schema").GetProperty("schema");

        Assert.Equal("A judgement.", root.GetProperty("description").GetString());
        Assert.Equal("Which way. From -0.5 to 0.5.", Property(root, "slant").GetProperty("description").GetString());
        Assert.False(Property(root, "level").TryGetProperty("description", out _));
        Assert.Equal("A percentage. From 0 to 100.", Property(Format("Percent").GetProperty("json_schema").GetProperty("schema"), "answer").GetProperty("description").GetString());
    }

    [Fact]
    public void What_may_be_null_is_a_union_with_null()
    {
        JsonElement root = Format("Judgement").GetProperty("json_schema").GetProperty("schema");
        JsonElement mood = Property(Format("Mood").GetProperty("json_schema").GetProperty("schema"), "answer");

        Assert.Equal("""["number","null"]""", Property(root, "weight").GetProperty("type").GetRawText());
        Assert.Equal("null", Property(root, "best").GetProperty("anyOf")[1].GetProperty("type").GetString());
        Assert.Equal("""["string","null"]""", Property(root, "tags").GetProperty("items").GetProperty("type").GetRawText());
        Assert.Equal(JsonValueKind.Null, mood.GetProperty("enum")[2].ValueKind);
    }

    [Fact]
    public void Properties_stand_in_the_order_of_their_declaration_and_are_all_required()
    {
        JsonElement root = Format("Judgement").GetProperty("json_schema").GetProperty("schema");
        string[] names = ["the-verdict", "is_final", "remarks", "best", "marks", "tags", "level", "slant", "weight", "total"];

        Assert.Equal(names, root.GetProperty("properties").EnumerateObject().Select(property => property.Name));
        Assert.Equal(names, root.GetProperty("required").EnumerateArray().Select(name => name.GetString()));
    }

    private static JsonElement Property(JsonElement schema, string name) => schema.GetProperty("properties").GetProperty(name);

    private static JsonElement Format(string query)
        => JsonDocument.Parse(Plans.Query<Judged>(query).ResponseFormat).RootElement;

    private static void Check(JsonElement schema)
    {
        Assert.All(schema.EnumerateObject(), keyword => Assert.Contains(keyword.Name, Allowed));
        if (schema.TryGetProperty("anyOf", out JsonElement alternatives))
        {
            Assert.All(alternatives.EnumerateArray(), Check);
            return;
        }

        if (schema.TryGetProperty("items", out JsonElement items))
        {
            Check(items);
        }

        if (schema.TryGetProperty("properties", out JsonElement properties))
        {
            Assert.False(schema.GetProperty("additionalProperties").GetBoolean());
            Assert.Equal(
                properties.EnumerateObject().Select(property => property.Name),
                schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!));
            Assert.All(properties.EnumerateObject(), property => Check(property.Value));
        }
    }
}
