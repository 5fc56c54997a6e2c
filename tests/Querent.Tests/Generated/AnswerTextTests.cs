using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace Querent.Tests.Generated;

/// <summary>Values that are strings in JSON, beside what <c>System.Text.Json</c> makes of them.</summary>
public class AnswerTextTests
{
    private static readonly Gen<string> Text = Gen.OneOf(
        Gen.DateTime.Select(time => time.ToString("O", CultureInfo.InvariantCulture)),
        Gen.DateTimeOffset.Select(time => time.ToString("O", CultureInfo.InvariantCulture)),
        Gen.DateTime.Select(time => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
        Gen.DateTime.Select(time => time.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)),
        Gen.TimeSpan.Select(time => time.ToString("c", CultureInfo.InvariantCulture)),
        Gen.Guid.Select(id => id.ToString()),
        Gen.Byte.Array[0, 30].Select(Convert.ToBase64String),
        Gen.String);

    [Fact]
    public void What_the_framework_writes_is_read_as_the_framework_reads_it()
    {
        Gen.DateOnly.Sample(value => Same(value, static (ref AnswerReader reader) => reader.ReadDateOnly()));
        Gen.TimeOnly.Sample(value => Same(value, static (ref AnswerReader reader) => reader.ReadTimeOnly()));
        Gen.DateTime.Sample(value => Same(value, static (ref AnswerReader reader) => reader.ReadDateTime()));
        Gen.DateTimeOffset.Sample(value => Same(value, static (ref AnswerReader reader) => reader.ReadDateTimeOffset()));
        Gen.TimeSpan.Sample(value => Same(value, static (ref AnswerReader reader) => reader.ReadTimeSpan()));
        Gen.Guid.Sample(value => Same(value, static (ref AnswerReader reader) => reader.ReadGuid()));
        Gen.Char.Where(letter => !char.IsSurrogate(letter)).Sample(value => Same(value, static (ref AnswerReader reader) => reader.ReadChar()));
        Gen.Byte.Array[0, 50].Sample(value => Assert.Equal(value, Read(JsonSerializer.Serialize(value), static (ref AnswerReader reader) => reader.ReadBytes())));
        Assert.Equal(TimeSpan.MinValue, Read(JsonSerializer.Serialize(TimeSpan.MinValue), static (ref AnswerReader reader) => reader.ReadTimeSpan()));
    }

    [Fact]
    public void Any_string_is_what_the_framework_takes_it_for_or_refused()
        => Gen.Select(Text, Gen.Int[0, 40], Gen.Char['!', '~'], Gen.Bool).Sample(
            (text, at, letter, isMutated) =>
            {
                string mutated = isMutated && text.Length > 0 ? text.Remove(at % text.Length, 1).Insert(at % text.Length, letter.ToString()) : text;
                string json = JsonSerializer.Serialize(mutated);
                NoMoreThan(json, static (ref AnswerReader reader) => reader.ReadDateOnly());
                NoMoreThan(json, static (ref AnswerReader reader) => reader.ReadDateTime());
                NoMoreThan(json, static (ref AnswerReader reader) => reader.ReadDateTimeOffset());
                NoMoreThan(json, static (ref AnswerReader reader) => reader.ReadTimeSpan());
                NoMoreThan(json, static (ref AnswerReader reader) => reader.ReadGuid());
                NoMoreThan(json, static (ref AnswerReader reader) => reader.ReadChar());
            },
            iter: 5_000);

    [Theory]
    [InlineData("\"2026-01-31T09:30:00\"")]
    [InlineData("\"2026-01-31\"")]
    [InlineData("\"2026-01-31T09:30:00-3:00\"")]
    public void A_moment_without_its_offset_is_refused(string json) => Refuses(json, static (ref AnswerReader reader) => reader.ReadDateTimeOffset());

    [Theory]
    [InlineData("\"9:30:00\"")]
    [InlineData("\"24:00:00\"")]
    [InlineData("\"09:30:00Z\"")]
    [InlineData("\"09:30:00.\"")]
    [InlineData("\"09\"")]
    [InlineData("\"\"")]
    public void What_is_no_time_of_day_is_refused(string json) => Refuses(json, static (ref AnswerReader reader) => reader.ReadTimeOnly());

    [Theory]
    [InlineData("\"PT1H\"")]
    [InlineData("\"12\"")]
    [InlineData("\"1:2\"")]
    [InlineData("\" 01:00:00\"")]
    [InlineData("\"99999999.00:00:00\"")]
    public void What_is_no_duration_of_the_framework_is_refused(string json) => Refuses(json, static (ref AnswerReader reader) => reader.ReadTimeSpan());

    [Theory]
    [InlineData("\"\\ud800\"", "json")]
    [InlineData("\"\\ud83d\\ude00\"", "format")]
    [InlineData("\"\"", "format")]
    [InlineData("5", "type")]
    public void What_is_not_one_character_is_refused(string json, string rule)
        => Assert.Equal(rule, Assert.Throws<AnswerException>(() => Read(json, static (ref AnswerReader reader) => reader.ReadChar())).Rule);

    [Fact]
    public void Escapes_are_no_hindrance()
        => Assert.Equal(new DateOnly(2026, 1, 31), Read("\"\\u0032026\\u002d01-31\"", static (ref AnswerReader reader) => reader.ReadDateOnly()));

    private static void Same<T>(T value, AnswerRead<T> read)
    {
        string json = JsonSerializer.Serialize(value);
        Assert.Equal(JsonSerializer.Deserialize<T>(json), Read(json, read));
    }

    private static void NoMoreThan<T>(string json, AnswerRead<T> read)
    {
        T value;
        try
        {
            value = Read(json, read);
        }
        catch (AnswerException)
        {
            return;
        }

        Assert.Equal(JsonSerializer.Deserialize<T>(json), value);
    }

    private static void Refuses<T>(string json, AnswerRead<T> read)
        => Assert.Equal("format", Assert.Throws<AnswerException>(() => Read(json, read)).Rule);

    private static T Read<T>(string json, AnswerRead<T> read) => new AnswerReader(Encoding.UTF8.GetBytes(json)).ReadAnswer(read);
}
