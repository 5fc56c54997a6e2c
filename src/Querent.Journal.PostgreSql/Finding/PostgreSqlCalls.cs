using Npgsql;

namespace Querent;

/// <summary>The table of calls.</summary>
internal static class PostgreSqlCalls
{
    /// <summary>Reads a call of the columns query, fingerprint, answer, attempts, recorded_at. Prompts are for people, and stay where they are.</summary>
    public static JournalCall Read(NpgsqlDataReader reader, string rowKey, int firstColumn) => new(
        rowKey,
        reader.GetString(firstColumn),
        reader.GetFieldValue<byte[]>(firstColumn + 1),
        reader.IsDBNull(firstColumn + 2) ? default(ReadOnlyMemory<byte>?) : reader.GetFieldValue<byte[]>(firstColumn + 2),
        Prompt: null,
        reader.GetFieldValue<byte[]>(firstColumn + 3),
        reader.GetFieldValue<DateTimeOffset>(firstColumn + 4));
}
