using System.Text;
using CsCheck;

namespace Querent.Tests.Generated;

public class AnswerReaderTests
{
    private static readonly AnswerNames PointNames = new("name", "score", "weight", "flags");
    private static readonly AnswerEnum<DayOfWeek> Days = new(("sat", DayOfWeek.Saturday), ("sun", DayOfWeek.Sunday), ("söndag", DayOfWeek.Sunday));

    private sealed record Point(string Name, int Score, double? Weight, List<bool> Flags);

    [Fact]
    public void An_answer_inside_its_schema_is_read()
    {
        Point point = Read("""{"name":"a\"b","score":42,"weight":null,"flags":[true,false]}""");

        Assert.Equal(("a\"b", 42, null), (point.Name, point.Score, point.Weight));
        Assert.Equal([true, false], point.Flags);
    }

    [Fact]
    public void Properties_may_come_in_any_order_and_with_escaped_names()
        => Assert.Equal("x", Read("""{ "flags" : [ ] , "weight" : 1e2 , "score" : 0 , "n\u0061me" : "x" } """).Name);

    [Theory]
    [InlineData("42.0", 42)]
    [InlineData("4.2e1", 42)]
    [InlineData("-0", 0)]
    [InlineData("2147483647", int.MaxValue)]
    public void A_number_without_a_fraction_is_an_integer(string json, int expected)
        => Assert.Equal(expected, Read($$"""{"name":"","score":{{json}},"weight":null,"flags":[]}""").Score);

    [Theory]
    [InlineData("42.5", "type")]
    [InlineData("true", "type")]
    [InlineData("\"42\"", "type")]
    [InlineData("null", "type")]
    [InlineData("2147483648", "range")]
    [InlineData("-2147483649", "range")]
    [InlineData("99999999999999999999", "range")]
    [InlineData("1e400", "range")]
    [InlineData("NaN", "json")]
    [InlineData("Infinity", "json")]
    public void Anything_else_is_not(string json, string rule)
        => Refused($$"""{"name":"","score":{{json}},"weight":null,"flags":[]}""", rule, rule == "json" ? "$" : "$.score");

    [Theory]
    [InlineData("""[]""", "type", "$")]
    [InlineData("""null""", "type", "$")]
    [InlineData("", "json", "$")]
    [InlineData("""not json""", "json", "$")]
    [InlineData("""{"name":"x","score":1,"weight":1,"flags":[]} and more""", "json", "$")]
    [InlineData("""{"name":"x","score":1,"weight":1,"flags":[]}{}""", "json", "$")]
    [InlineData("""{"name":"x","score":1,"weight":1,"flags":[true""", "json", "$.flags")]
    [InlineData("""{"name":1,"score":1,"weight":1,"flags":[]}""", "type", "$.name")]
    [InlineData("""{"name":"\ud800","score":1,"weight":1,"flags":[]}""", "json", "$.name")]
    [InlineData("""{"name":"x","score":1,"weight":1e999,"flags":[]}""", "range", "$.weight")]
    [InlineData("""{"name":"x","score":1,"weight":1,"flags":{}}""", "type", "$.flags")]
    [InlineData("""{"name":"x","score":1,"weight":1,"flags":[true,0,true]}""", "type", "$.flags[1]")]
    [InlineData("""{"name":"x","score":1,"weight":1}""", "required", "$.flags")]
    [InlineData("""{}""", "required", "$.name")]
    [InlineData("""{"name":"x","name":"y","score":1,"weight":1,"flags":[]}""", "duplicate", "$.name")]
    [InlineData("""{"name":"x","secret":"y","score":1,"weight":1,"flags":[]}""", "unknown", "$")]
    public void An_answer_outside_its_schema_is_refused_with_path_and_rule(string json, string rule, string path) => Refused(json, rule, path);

    [Fact]
    public void The_refusal_says_nothing_of_the_answers_own_text()
    {
        foreach (string json in (ReadOnlySpan<string>)["""{"secret":1}""", """{"name":["secret"]}""", """{"name":"secret" secret}""", "secret"])
        {
            AnswerException refusal = Assert.Throws<AnswerException>(() => Read(json));
            Assert.DoesNotContain("secret", $"{refusal.Message} {refusal.Path}", StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Deep_nesting_ends_in_a_refusal()
        => Refused("{\"flags\":" + new string('[', 100_000), "type", "$.flags[0]");

    [Fact]
    public void No_bytes_lead_to_anything_but_an_answer_or_a_refusal()
        => Gen.OneOf(
            Gen.Byte.Array[0, 40],
            Gen.Select(Gen.Int[0, 60], Gen.Byte).Select((at, with) =>
            {
                byte[] json = Encoding.UTF8.GetBytes("""{"name":"a\u00e9b","score":42,"weight":0.5,"flags":[true,false]}""");
                json[at % json.Length] = with;
                return json;
            }))
            .Sample(
                json =>
                {
                    try
                    {
                        Read(json);
                    }
                    catch (AnswerException refusal)
                    {
                        Assert.StartsWith("$", refusal.Path, StringComparison.Ordinal);
                    }
                },
                iter: 20_000);

    [Fact]
    public void Half_a_surrogate_pair_where_an_enum_is_due_is_refused_like_any_other_string()
    {
        AnswerException refusal = Assert.Throws<AnswerException>(() => new AnswerReader("\"\\ud800\""u8).ReadAnswer(
            static (ref AnswerReader reader) => reader.ReadEnum(Days)));

        Assert.Equal(("json", "$"), (refusal.Rule, refusal.Path));
    }

    [Theory]
    [InlineData("\"sun\"", DayOfWeek.Sunday)]
    [InlineData("\"s\\u0061t\"", DayOfWeek.Saturday)]
    [InlineData("\"söndag\"", DayOfWeek.Sunday)]
    [InlineData("\"s\\u00f6ndag\"", DayOfWeek.Sunday)]
    public void A_member_of_an_enum_is_read_with_escapes_or_without(string json, DayOfWeek expected) => Assert.Equal(expected, ReadDay(json));

    [Theory]
    [InlineData("\"\"", "enum")]
    [InlineData("\"Sun\"", "enum")]
    [InlineData("\"sunny\"", "enum")]
    [InlineData("\"su\\u006fn\"", "enum")]
    [InlineData("0", "type")]
    public void What_is_no_member_of_an_enum_is_refused(string json, string rule)
        => Assert.Equal(rule, Assert.Throws<AnswerException>(() => ReadDay(json)).Rule);

    [Fact]
    public void A_string_of_any_length_is_compared_with_an_enums_members()
        => Assert.Equal("enum", Assert.Throws<AnswerException>(() => ReadDay($"\"\\u0061{new string('a', 100_000)}\"")).Rule);

    [Theory]
    [InlineData(0.0, true)]
    [InlineData(1.0, true)]
    [InlineData(-0.001, false)]
    [InlineData(1.001, false)]
    public void A_range_holds_its_bounds(double value, bool allowed)
    {
        string json = value.ToString(System.Globalization.CultureInfo.InvariantCulture);
        AnswerRead<double> read = static (ref AnswerReader reader) => reader.InRange(reader.ReadFloat<double>(), 0.0, 1.0);
        if (allowed)
        {
            Assert.Equal(value, new AnswerReader(Encoding.UTF8.GetBytes(json)).ReadAnswer(read));
        }
        else
        {
            Assert.Equal("range", Assert.Throws<AnswerException>(() => new AnswerReader(Encoding.UTF8.GetBytes(json)).ReadAnswer(read)).Rule);
        }
    }

    private static DayOfWeek ReadDay(string json) => new AnswerReader(Encoding.UTF8.GetBytes(json)).ReadAnswer(static (ref AnswerReader reader) => reader.ReadEnum(Days));

    private static void Refused(string json, string rule, string path)
    {
        AnswerException refusal = Assert.Throws<AnswerException>(() => Read(json));
        Assert.Equal((rule, path), (refusal.Rule, refusal.Path));
    }

    private static Point Read(string json) => Read(Encoding.UTF8.GetBytes(json));

    private static Point Read(byte[] json) => new AnswerReader(json).ReadAnswer(static (ref AnswerReader reader) =>
    {
        reader.ReadStartObject();
        string? name = null;
        int score = 0;
        double? weight = null;
        List<bool> flags = [];
        ulong seen = 0;
        while (reader.ReadProperty(PointNames, ref seen, out int property))
        {
            switch (property)
            {
                case 0:
                    name = reader.ReadString();
                    break;
                case 1:
                    score = reader.ReadInteger<int>();
                    break;
                case 2:
                    weight = reader.IsNull ? null : reader.ReadFloat<double>();
                    break;
                default:
                    flags = ReadFlags(ref reader);
                    break;
            }
        }

        return new Point(name!, score, weight, flags);
    });

    private static List<bool> ReadFlags(ref AnswerReader reader)
    {
        reader.ReadStartArray();
        var items = new AnswerItems<bool>();
        while (reader.ReadElement())
        {
            items.Add(reader.ReadBoolean());
        }

        return items.ToList();
    }

    /// <remarks>Says something in every zone but UTC: <c>TZ=America/New_York</c> before the command does.</remarks>
    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    public void A_local_time_is_compared_with_a_bound_in_UTC_as_a_moment(int hours, bool isIn)
    {
        var bound = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
        DateTime local = bound.AddHours(hours).ToLocalTime();

        Assert.Equal(isIn, Accepts(reader => reader.InRange(local, bound, bound.AddYears(1))));
        Assert.Equal(isIn && hours > 0, Accepts(reader => reader.Between(local, bound, bound.AddYears(1), true, false)));

        static bool Accepts(Func<AnswerReader, DateTime> check)
        {
            try
            {
                check(new AnswerReader("1"u8));
                return true;
            }
            catch (AnswerException)
            {
                return false;
            }
        }
    }
}
