using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests.Constraints;

/// <summary>What the readers take is what .NET's own attributes call valid.</summary>
public sealed class ConstraintReadingTests
{
    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    private static readonly string[] Texts =
    [
        "", " ", "a", "ab", "abc", "abcde", "abcdef", "😀", "😀😀", "AB1", "AB123", "AB1234", "xAB1", "AB1\n", "1a", "a1", "red", "blue", "Red", "none", "n/a", "\u2003",
        "a@b", "@b", "a@", "a@b@c", "a@b\n", "http://a", "HTTPS://a", "ftp://", "mailto:a", "+49 (30) 123", "12 ext. 3", "phone", "4111 1111 1111 1111", "4111-1111-1111-1112",
        "YWI=", "YWI", "a.txt", "a.MD", "a.exe", "txt",
    ];

    private static readonly string[] Others =
    [
        "0", "0.0001", "1", "1.0001", "2", "3", "4", "5", "0.1", "9.98", "9.99", "0.5", "1.5", "7", "8", "9", "-1", "true", "false",
        "\"2019-12-31\"", "\"2020-01-01\"", "\"2030-12-31\"", "\"2031-01-01\"", "\"00:09:59\"", "\"00:10:00\"", "\"02:00:00\"", "\"07:59:59\"", "\"08:00:00\"", "\"17:30:00\"", "\"17:30:01\"",
        "\"2019-12-31T23:59:59Z\"", "\"2020-01-01T00:00:00Z\"", "\"2030-01-01T00:00:00Z\"", "\"2030-01-01T00:00:01Z\"", "\"2029-12-31T23:00:01-01:00\"",
        "\"a\"", "\"b\"", "\"c\"", "\"Calm\"", """ "<angry> & \"loud\"" """, "[]", "[1]", "[1,1]", "[1,2]", "[1,1,2]", "[1,2,3]", "[\"x\"]", "[\"x\",\"y\"]", "[\"x\",\"y\",\"z\"]", "\"YQ==\"", "\"YWI=\"", "\"YWJj\"", "\"YWJjZA==\"",
    ];

    private static readonly Dictionary<Type, (string Query, string Valid)> Answers = new()
    {
        [typeof(Wordings)] = ("Words", """
            {"title":"abc","lengthy":"ab","brief":null,"exact":"abc","code":"AB1","first":"a","ahead":"a1","needed":"x","given":"","mail":"a@b","link":"http://a","phone":"1","card":"4111111111111111",
             "data":"","file":"a.txt","colour":null,"chosen":"red","name":"x"}
            """),
        [typeof(Bounds)] = ("Bounds", """
            {"share":0.5,"step":3,"count":1,"weight":1,"part":1,"debt":-1,"price":null,"day":"2025-01-01","length":"01:00:00","instant":null,"at":"09:00:00","then":"2025-01-01T00:00:00Z","level":1,"ratio":0.5,"letter":"a","agreed":true,
             "mood":"<angry> & \"loud\"","calm":null,"other":null}
            """),
        [typeof(Lists2)] = ("Lists", """{"some":[1],"few":[],"fixed":["x"],"pair":[1,2],"any":null,"there":[],"own":[],"bytes":"YWI="}"""),
        [typeof(Holding)] = ("Holding", """{"note":"abc"}"""),
    };

    public static TheoryData<string, string> Members()
    {
        var members = new TheoryData<string, string>();
        foreach (Type type in Answers.Keys)
        {
            foreach (PropertyInfo property in type.GetProperties().Where(property => property.Name != "EqualityContract"))
            {
                members.Add(type.Name, property.Name);
            }
        }

        return members;
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void A_value_is_read_where_the_attributes_call_it_valid_and_refused_in_its_place_otherwise(string typeName, string member)
    {
        (Type type, (string query, string valid)) = Answers.Single(answer => answer.Key.Name == typeName);
        PropertyInfo property = type.GetProperty(member)!;
        string wire = JsonNamingPolicy.SnakeCaseLower.ConvertName(member);
        bool isNullable = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        ValidationAttribute[] attributes = [.. property.GetCustomAttributes<ValidationAttribute>(inherit: true), .. InheritedOf(property)];
        Assert.NotEmpty(attributes);
        int accepted = 0;
        int refused = 0;
        foreach (string sample in Texts.Select(text => JsonSerializer.Serialize(text)).Concat(Others).Prepend("null"))
        {
            if (!TryDeserialize(sample, property.PropertyType, out object? value))
            {
                continue;
            }

            bool isValid = (value is not null || isNullable) && attributes.All(attribute => attribute.IsValid(value));
            JsonObject answer = JsonNode.Parse(valid)!.AsObject();
            answer[wire] = JsonNode.Parse(sample);

            AnswerException? refusal = Read(query, answer.ToJsonString());

            Assert.Equal((sample, isValid), (sample, refusal is null));
            Assert.Equal(isValid ? null : $"$.{wire}", refusal?.Path);
            accepted += isValid ? 1 : 0;
            refused += isValid ? 0 : 1;
        }

        Assert.True(accepted > 0 && refused > 0, $"{accepted} accepted, {refused} refused");
    }

    [Theory]
    [InlineData("Words", "title", "'abcdef'", "length")]
    [InlineData("Words", "needed", "' '", "empty")]
    [InlineData("Words", "given", "null", "type")]
    [InlineData("Words", "code", "'ABC'", "pattern")]
    [InlineData("Words", "mail", "'ab'", "format")]
    [InlineData("Words", "chosen", "'green'", "allowed")]
    [InlineData("Words", "chosen", "null", "type")]
    [InlineData("Words", "name", "'none'", "denied")]
    [InlineData("Bounds", "share", "0", "range")]
    [InlineData("Bounds", "day", "'2031-01-01'", "range")]
    [InlineData("Bounds", "level", "2", "allowed")]
    [InlineData("Lists", "some", "[]", "length")]
    [InlineData("Lists", "bytes", "'YQ=='", "length")]
    public void A_refusal_names_the_rule_and_nothing_of_the_answer(string query, string member, string value, string rule)
    {
        JsonObject answer = JsonNode.Parse(Answers.Values.Single(of => of.Query == query).Valid)!.AsObject();
        answer[member] = JsonNode.Parse(value.Replace('\'', '"'));

        AnswerException refusal = Read(query, answer.ToJsonString())!;

        Assert.Equal(rule, refusal.Rule);
        Assert.DoesNotContain("abcdef", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("green", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{'answer':'short'}", null)]
    [InlineData("{'answer':'  '}", "empty")]
    [InlineData("{'answer':'longer than ten'}", "length")]
    public void A_bare_answer_is_held_to_the_attributes_of_its_query(string answer, string? rule)
        => Assert.Equal(rule, Read("Title", answer.Replace('\'', '"'))?.Rule);

    private static AnswerException? Read(string query, string answer)
    {
        try
        {
            Plans.Query<Constrained>(query).Read(System.Text.Encoding.UTF8.GetBytes(answer));
            return null;
        }
        catch (AnswerException refusal)
        {
            return refusal;
        }
    }

    private static bool TryDeserialize(string json, Type type, out object? value)
    {
        try
        {
            // System.Text.Json takes dates without a zone, and makes no read-only sets.
            type = type == typeof(IReadOnlySet<int>) ? typeof(HashSet<int>) : type;
            bool isUnzoned = type == typeof(DateTimeOffset?) && !json.Contains('T', StringComparison.Ordinal) && json != "null";
            value = isUnzoned ? null : JsonSerializer.Deserialize(json, type, Snake);
            return value is not null || json == "null";
        }
        catch (JsonException)
        {
            value = null;
            return false;
        }
    }

    private static IEnumerable<ValidationAttribute> InheritedOf(PropertyInfo property)
        => property.DeclaringType!.BaseType!.GetProperty(property.Name)?.GetCustomAttributes<ValidationAttribute>() ?? [];
}
