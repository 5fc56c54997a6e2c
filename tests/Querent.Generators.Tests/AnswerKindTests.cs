using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests;

public sealed class AnswerKindTests
{
    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
    };

    private static readonly Dictionary<string, object> Values = new()
    {
        ["Texts"] = new Texts(
            new DateOnly(2026, 1, 31),
            new TimeOnly(9, 30, 15, 250),
            new DateTime(2026, 1, 31, 9, 30, 0, DateTimeKind.Utc),
            new DateTimeOffset(2026, 1, 31, 9, 30, 0, TimeSpan.FromHours(-3.5)),
            new TimeSpan(-1, 2, 3, 4, 5),
            new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
            new Uri("https://example.com/a?b=\"c\""),
            '"',
            [0, 255, 7],
            null),
        ["Numbers"] = new Numbers(-128, 255, short.MinValue, ushort.MaxValue, int.MinValue, uint.MaxValue, long.MinValue, ulong.MaxValue, float.MaxValue, -1e-300, 79228162514264337593543950335m, true, null),
        ["Lists"] = new Lists(
            ["a", "b"], [1], [2], [3], [4, 4], [5], [6], [7], ["x", "y"], new HashSet<int> { 8 }, new HashSet<Grade> { Grade.High }, [9], [10, 11], [true], ["l"], [[1, 2], []]),
        ["Maps"] = new Maps(
            new() { [Grade.Low] = 1, [Grade.High] = 2 },
            new Dictionary<Grade, string?> { [Grade.Low] = null, [Grade.High] = "n" },
            ImmutableDictionary.CreateRange([KeyValuePair.Create(Grade.Low, new Point(1, 2)), KeyValuePair.Create(Grade.High, new Point(3, 4))]),
            null),
        ["Shape"] = new Shape("s") { Size = new Size { Width = 1, Height = null }, At = null, Why = "w" },
        ["Generics"] = new Generics(new(Grade.High, 1), new(null, 2), new([new(null, 3), new(4, 5)], 6)),
        ["Node"] = new Node("a", [new Node("b", [], null)], new Node("c", [], new Node("d", [], null))),
        ["Left"] = new Left("a", new Right(new Left("b", null), new Left("c", null))),
        ["Pet"] = new Puppy("p", new Dog("d", new Cat("c", true)), 3),
        ["Figures"] = new IFigure[] { new Circle(1.5), new Square(2) },
        ["Figure"] = new Square(3),
        ["Memos"] = new List<Memo> { new("a"), new SignedMemo("b", "c") },
        ["Wide"] = new Wide(1, 2, 3, 4, 5, 6, 7, 8, 9, "ten"),
        ["Point"] = new Point(1, -1),
        ["Trees"] = new Dictionary<Grade, Node?> { [Grade.Low] = null, [Grade.High] = new Node("t", [], null) },
    };

    public static TheoryData<string> Queries() => [.. Values.Keys];

    [Theory]
    [MemberData(nameof(Queries))]
    public void What_System_Text_Json_writes_is_read_back_equal(string query)
    {
        string json = Serialized(query);

        object answer = Plans.Read<AnswerKinds, object>(query, json);

        Assert.Equal(json, Wrapped(query, JsonSerializer.Serialize(answer, TypeOf(query), Snake)));
    }

    [Fact]
    public void What_is_read_has_the_types_that_were_asked_for()
    {
        var lists = Plans.Read<AnswerKinds, Lists>("Lists", Serialized("Lists"));
        var maps = Plans.Read<AnswerKinds, Maps>("Maps", Serialized("Maps"));

        Assert.Equal(["x", "y"], lists.Set.Order(StringComparer.Ordinal));
        Assert.IsType<HashSet<Grade>>(lists.Grades);
        Assert.Equal([10, 11], lists.Sorted);
        Assert.Equal(new Point(3, 4), maps.Points[Grade.High]);
        Assert.IsType<Puppy>(Plans.Read<AnswerKinds, Pet>("Pet", Serialized("Pet")));
    }

    [Fact]
    public void A_row_writes_its_answers_as_System_Text_Json_does()
    {
        var row = new AnswerKinds
        {
            Texts = (Texts)Values["Texts"],
            Numbers = (Numbers)Values["Numbers"],
            Lists = (Lists)Values["Lists"],
            Maps = (Maps)Values["Maps"],
            Shape = (Shape)Values["Shape"],
            Generics = (Generics)Values["Generics"],
            Node = (Node)Values["Node"],
            Left = (Left)Values["Left"],
            Pet = (Pet)Values["Pet"],
            Figures = (IFigure[])Values["Figures"],
            Figure = null,
            Memos = (List<Memo>)Values["Memos"],
            Wide = (Wide)Values["Wide"],
            Point = (Point)Values["Point"],
            Trees = (Dictionary<Grade, Node?>)Values["Trees"],
        };

        JsonElement columns = JsonDocument.Parse(Plans.Row(row)).RootElement;

        AssertSame(JsonSerializer.Serialize<Pet>(row.Pet, Snake), columns.GetProperty("pet"));
        AssertSame(JsonSerializer.Serialize(row.Figures, Snake), columns.GetProperty("figures"));
        AssertSame(JsonSerializer.Serialize(row.Trees, Snake), columns.GetProperty("trees"));
        AssertSame(JsonSerializer.Serialize(row.Maps.Scores, Snake), columns.GetProperty("maps_scores"));
        AssertSame(JsonSerializer.Serialize(row.Texts.Length, Snake), columns.GetProperty("texts_length"));
    }

    [Theory]
    [InlineData("Texts", "'2026-01-31'", "'2026-1-31'", "$.day", "format")]
    [InlineData("Texts", "'2026-01-31'", "'2026-02-30'", "$.day", "format")]
    [InlineData("Texts", "'09:30:15.2500000'", "'25:00:00'", "$.time", "format")]
    [InlineData("Texts", "'09:30:15.2500000'", "'09:30:15Z'", "$.time", "format")]
    [InlineData("Texts", "'2026-01-31T09:30:00Z'", "'yesterday'", "$.moment", "format")]
    [InlineData("Texts", "'2026-01-31T09:30:00-03:30'", "'2026-01-31T09:30:00'", "$.instant", "format")]
    [InlineData("Texts", "'2026-01-31T09:30:00-03:30'", "'2026-01-31'", "$.instant", "format")]
    [InlineData("Texts", "'-21:56:55.9950000'", "'PT1H'", "$.length", "format")]
    [InlineData("Texts", "'-21:56:55.9950000'", "'12'", "$.length", "format")]
    [InlineData("Texts", "'0f8fad5b-d9cb-469f-a165-70867728950e'", "'0f8fad5bd9cb469fa16570867728950e'", "$.id", "format")]
    [InlineData("Texts", "'AP8H'", "'AP8'", "$.data", "format")]
    [InlineData("Texts", "'letter':", "'letter':'ab','x':", "$.letter", "format")]
    [InlineData("Texts", "'day':", "'day':5,'x':", "$.day", "type")]
    [InlineData("Numbers", "'a':-128", "'a':-129", "$.a", "range")]
    [InlineData("Numbers", "'l':true", "'l':1", "$.l", "type")]
    [InlineData("Maps", "'very-high':2", "'High':2", "$.scores", "unknown")]
    [InlineData("Maps", ",'very-high':2", "", "$.scores.very-high", "required")]
    [InlineData("Maps", "'very-high':2", "'Low':2", "$.scores.Low", "duplicate")]
    [InlineData("Shape", "'height':null", "'height':'1'", "$.size.height", "type")]
    [InlineData("Generics", "'score':5", "'score':11", "$.nested.value[1].score", "range")]
    [InlineData("Node", "'name':'b'", "'name':null", "$.children[0].name", "type")]
    [InlineData("Pet", "'kind':'dog'", "'kind':'wolf'", "$.answer.friend.kind", "union")]
    [InlineData("Pet", "'kind':'dog'", "'kind':1", "$.answer.friend.kind", "union")]
    [InlineData("Pet", "'kind':'dog',", "", "$.answer.friend", "union")]
    [InlineData("Pet", "'is_indoor':true", "'is_indoor':true,'kind':'cat'", "$.answer.friend.friend.kind", "duplicate")]
    [InlineData("Pet", "'kind':'cat','is_indoor':true,'name':'c'", "", "$.answer.friend.friend", "union")]
    [InlineData("Figures", "'$type':2", "'$type':'2'", "$.answer[1].$type", "union")]
    [InlineData("Wide", "'ten'", "10", "$.été", "type")]
    [InlineData("Wide", "'five'", "'fiv3'", "$", "unknown")]
    public void One_thing_wrong_is_refused_at_its_place(string query, string valid, string wrong, string path, string rule)
    {
        string json = Serialized(query).Replace("\\u0022", "\\\"", StringComparison.Ordinal);
        string mutated = json.Replace(valid.Replace('\'', '"'), wrong.Replace('\'', '"'), StringComparison.Ordinal);
        Assert.NotEqual(json, mutated);

        AnswerException refusal = Plans.Refuse<AnswerKinds>(query, mutated);

        Assert.Equal((path, rule), (refusal.Path, refusal.Rule));
    }

    [Fact]
    public void What_a_set_holds_twice_is_held_once()
        => Assert.Equal(["x"], Plans.Read<AnswerKinds, Lists>("Lists", Serialized("Lists").Replace("[\"x\",\"y\"]", "[\"x\",\"x\"]", StringComparison.Ordinal)).Set);

    // The framework writes the properties of a derived type before those of its base; we as they are declared.
    private static void AssertSame(string expected, JsonElement actual)
        => Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(expected).RootElement, actual), $"{expected}\n{actual}");

    private static string Serialized(string query) => Wrapped(query, JsonSerializer.Serialize(Values[query], TypeOf(query), Snake));

    private static string Wrapped(string query, string json) => query is "Pet" or "Figures" or "Figure" or "Memos" or "Trees" ? $$"""{"answer":{{json}}}""" : json;

    private static Type TypeOf(string query) => typeof(AnswerKinds).GetProperty(query)!.PropertyType;
}
