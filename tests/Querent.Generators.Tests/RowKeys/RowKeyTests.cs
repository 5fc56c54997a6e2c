using System.Globalization;
using Querent.Generators.Tests.Harness;
using Querent.Generators.Tests.Rows;

namespace Querent.Generators.Tests.RowKeys;

/// <summary>The keys that generated plans give.</summary>
public sealed class RowKeyTests
{
    private static readonly Parcel.Input Full = new()
    {
        Text = "a",
        Letter = 'é',
        IsOn = true,
        Number = -9_007_199_254_740_993,
        Small = 200,
        Price = 1.50m,
        Id = new Guid("0F8FAD5B-D9CB-469F-A165-70867728950E"),
        When = new DateTime(2026, 11, 30, 12, 0, 0, DateTimeKind.Unspecified).AddTicks(1),
        Moment = new DateTimeOffset(2026, 11, 30, 12, 0, 0, TimeSpan.FromHours(2)),
        Day = new DateOnly(2026, 11, 30),
        Time = new TimeOnly(23, 59, 59),
        Length = new TimeSpan(1, 2, 3, 4, 5),
        Link = new Uri("HTTPS://example.com/A?b=|"),
        Shade = Shade.Dark,
    };

    [Fact]
    public void A_key_of_one_part_is_its_text_as_it_is()
    {
        Assert.True(Plans.Of<Note>().HasRowKey);
        Assert.Equal(@"a|b\c", KeyOf<Note>(new Note.Input { Id = @"a|b\c", Text = "t" }));
        Assert.Equal("", KeyOf<Note>(new Note.Input { Id = "", Text = "t" }));
        Assert.Equal("http://A/", KeyOf<Page>(new Page.Input(new Uri("http://A/"))));
    }

    [Fact]
    public void A_row_that_marks_nothing_has_no_key()
    {
        Assert.False(Plans.Of<SupportTicket>().HasRowKey);
        Assert.Null(KeyOf<SupportTicket>(new SupportTicket.Input { Text = "t" }));
    }

    [Fact]
    public void A_value_that_is_null_in_spite_of_its_type_leaves_no_key()
    {
        Assert.Null(KeyOf<Note>(new Note.Input { Id = null!, Text = "t" }));
        Assert.Null(KeyOf<Page>(new Page.Input(null!)));
        Assert.Null(KeyOf<Letter>(new Letter.Input("a", "t", null!)));
        Assert.Null(KeyOf<Letter>(new Letter.Input(null!, "t", "b")));
    }

    [Fact]
    public void Every_kind_of_part_has_one_text_whatever_the_culture()
    {
        const string Expected = """
            a|é|true|-9007199254740993|200|1.5|0f8fad5b-d9cb-469f-a165-70867728950e|2026-11-30T12:00:00.0000001|2026-11-30T10:00:00.0000000Z|2026-11-30|23:59:59.0000000|1.02:03:04.0050000|HTTPS://example.com/A?b=\||dark\|est
            """;
        Assert.Equal(Expected, KeyOf<Parcel>(Full));

        var odd = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        odd.NumberFormat.NegativeSign = "minus";
        odd.NumberFormat.NumberDecimalSeparator = ",";
        odd.DateTimeFormat.DateSeparator = odd.DateTimeFormat.TimeSeparator = "!";
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = odd;
        try
        {
            Assert.Equal(Expected, KeyOf<Parcel>(Full));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("1.0", "1")]
    [InlineData("100.00", "100")]
    [InlineData("-0.0", "0")]
    [InlineData("0.0000000000000000000000000001", "0.0000000000000000000000000001")]
    [InlineData("-79228162514264337593543950335", "-79228162514264337593543950335")]
    [InlineData("7.9228162514264337593543950335", "7.9228162514264337593543950335")]
    public void Equal_decimals_are_one_key_and_no_digit_is_lost(string value, string expected)
        => Assert.Equal(expected, PartOf(Full with { Price = decimal.Parse(value, CultureInfo.InvariantCulture) }, 5));

    [Fact]
    public void One_moment_is_one_key_wherever_its_clock_stands()
    {
        var moment = new DateTimeOffset(2026, 3, 29, 1, 30, 0, TimeSpan.Zero);

        Assert.Equal("2026-03-29T01:30:00.0000000Z", PartOf(Full with { Moment = moment.ToOffset(TimeSpan.FromHours(-7)) }, 8));
        Assert.Equal("2026-03-29T01:30:00.0000000Z", PartOf(Full with { When = moment.UtcDateTime }, 7));
        Assert.Equal("2026-03-29T01:30:00.0000000Z", PartOf(Full with { When = moment.LocalDateTime }, 7));
        Assert.Equal("2026-03-29T01:30:00.0000000", PartOf(Full with { When = moment.DateTime }, 7));
    }

    [Fact]
    public void A_value_of_an_enum_without_a_name_is_its_number()
        => Assert.EndsWith("|7", KeyOf<Parcel>(Full with { Shade = (Shade)7 }), StringComparison.Ordinal);

    [Fact]
    public void No_two_keys_of_several_parts_are_one_text()
    {
        string[] texts = [.. Enumerable.Range(0, 4).SelectMany(Texts)];
        string?[] keys = [.. texts.SelectMany(box => texts.Select(number => KeyOf<Letter>(new Letter.Input(box, "t", number))))];

        Assert.Equal(1_600, keys.Length);
        Assert.Distinct(keys);
        Assert.Contains(@"a\|\\|\\\|", keys);
    }

    [Fact]
    public void A_key_has_the_parts_of_base_types_first_and_those_that_override_one()
        => Assert.Equal(
            "C|4|F|2026-11-30",
            KeyOf<Dossier>(new Dossier.Input("C", "F", new DateOnly(2026, 11, 30)) { Drawer = 4 }));

    [Fact]
    public void A_key_is_the_rows_value_where_the_input_has_it_in_another_type()
    {
        var input = new Order { Id = new OrderId("7"), Line = -3, Text = "t", Sent = new DateTime(2026, 11, 30, 12, 0, 0, DateTimeKind.Utc) };

        Assert.Equal("order 7|-3|65|2026-11-30T12:00:00.0000000Z", KeyOf<Ordered>(input));
        Assert.Equal("order 7", KeyOf<Titled>(input));
    }

    [Fact]
    public void An_input_of_the_authors_own_may_mark_and_compute_the_key()
    {
        Assert.Equal("t|n", KeyOf<Answered>(new Message { Text = "t", Number = "n" }));
        Assert.Equal("t|none of 3", KeyOf<Answered>(new Message { Text = "t", Line = 3 }));
    }

    private static string? KeyOf<TRow>(object input)
        where TRow : class, IQueryRow<TRow>
        => Plans.Of<TRow>().KeyOf(input);

    private static string PartOf(Parcel.Input input, int place) => KeyOf<Parcel>(input)!.Split('|')[place];

    // All texts of a length that are made of what separates, what escapes, and a letter.
    private static IEnumerable<string> Texts(int length)
        => length == 0 ? [""] : Texts(length - 1).SelectMany(text => new[] { text + "a", text + "|", text + "\\" });
}
