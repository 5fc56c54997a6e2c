using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Querent.Journal.Suite;

/// <summary>Makes what a journal records, each call with an answer that names its row and query.</summary>
public static class Entry
{
    /// <summary>When all of it is, but for what says otherwise.</summary>
    public static DateTimeOffset Noon { get; } = new(2026, 3, 1, 12, 0, 0, 125, TimeSpan.Zero);

    public static JournalCall Call(string key, string query = "One", string? answer = "", string? prompt = null, DateTimeOffset? at = null) => new(
        key,
        query,
        Hash($"{key}/{query}"),
        answer is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(answer.Length == 0 ? $$"""{"of":"{{query}}"}""" : answer),
        prompt is null ? default(ReadOnlyMemory<byte>?) : Encoding.UTF8.GetBytes(prompt),
        Encoding.UTF8.GetBytes("""[{"latency_ms":12.5,"model":"m","finish_reason":"Stop","input_tokens":7},{"latency_ms":1,"finish_reason":"Unknown","error":{"kind":"Throttled","message":"é\n\u0001","status":429}}]"""),
        at ?? Noon);

    public static JournalRowEnd End(string key, long position = 0, string? failure = null, DateTimeOffset? at = null)
        => new(key, position, Hash($"row {key}"), failure, at ?? Noon);

    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public static string Key(int row) => string.Create(CultureInfo.InvariantCulture, $"row {row}");

    /// <summary>Compares all that comes back of a call; prompts are for people, and need not.</summary>
    public static void AssertSame(JournalCall expected, JournalCall actual)
    {
        Assert.Equal(expected.RowKey, actual.RowKey);
        Assert.Equal(expected.Query, actual.Query);
        Assert.Equal(expected.Fingerprint.ToArray(), actual.Fingerprint.ToArray());
        Assert.Equal(expected.Answer?.ToArray(), actual.Answer?.ToArray());
        Assert.Equal(Encoding.UTF8.GetString(expected.Attempts.Span), Encoding.UTF8.GetString(actual.Attempts.Span));
        Assert.Equal(expected.RecordedAt, actual.RecordedAt);
    }

    public static void AssertSame(JournalRowEnd expected, JournalRowEnd? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.RowKey, actual.RowKey);
        Assert.Equal(expected.Position, actual.Position);
        Assert.Equal(expected.Fingerprint.ToArray(), actual.Fingerprint.ToArray());
        Assert.Equal(expected.Failure, actual.Failure);
        Assert.Equal(expected.RecordedAt, actual.RecordedAt);
    }
}
