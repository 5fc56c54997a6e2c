using System.Text;

namespace Querent.Journal.PostgreSql.Tests;

/// <summary>Text that PostgreSQL does not take is brought into a form that it does, and nothing else is changed.</summary>
public sealed class TextTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("漢字 😀 \u0001\n'\"\\")]
    [InlineData("")]
    public void A_key_is_stored_as_it_is(string key) => Assert.Same(key, PostgreSqlText.KeyOf(key));

    [Fact]
    public void A_key_that_cannot_be_stored_is_told_apart_from_every_other()
    {
        string stored = PostgreSqlText.KeyOf("a\0b");
        string[] keys = ["a\0b", "a\u001ab", "a\ufffdb", "a\ud800b", "a\ud801b", stored, new('x', 1001), new string('x', 1001) + "y", new('漢', 334), new('漢', 335)];

        Assert.Equal(keys.Length, keys.Select(PostgreSqlText.KeyOf).Distinct(StringComparer.Ordinal).Count());
        Assert.All(keys.Select(PostgreSqlText.KeyOf), key =>
        {
            Assert.DoesNotContain('\0', key);
            Assert.InRange(new UTF8Encoding(false, throwOnInvalidBytes: true).GetByteCount(key), 1, 1000);
        });
        Assert.Equal(new string('x', 1000), PostgreSqlText.KeyOf(new string('x', 1000)));
    }

    [Theory]
    [InlineData(@"{""a"":""b""}", @"{""a"":""b""}")]
    [InlineData(@"""\u0000""", @"""\ufffd""")]
    [InlineData(@"""\\u0000""", @"""\\u0000""")]
    [InlineData(@"""\\\u0000\u0000x\\\\u0000""", @"""\\\ufffd\ufffdx\\\\u0000""")]
    [InlineData(@"""\u00001\u00010""", @"""\ufffd1\u00010""")]
    public void A_zero_in_JSON_is_replaced_and_what_looks_like_one_is_not(string json, string stored) => Assert.Equal(stored, Encoding.UTF8.GetString(PostgreSqlText.JsonOf(Encoding.UTF8.GetBytes(json))));
}
