using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>Answers by what was asked, whichever run and row they were for.</summary>
internal static class SqliteAnswers
{
    /// <summary>Makes the index that finds them, which is not there before somebody looks: it costs every answer something.</summary>
    public static bool EnsureIndex(SqliteConnection connection)
    {
        SqliteSchema.Execute(connection, "CREATE INDEX IF NOT EXISTS calls_by_fingerprint ON calls (fingerprint, recorded_at) WHERE answer IS NOT NULL");
        return true;
    }

    public static JournalCall? Find(SqliteConnection connection, ReadOnlyMemory<byte> fingerprint, DateTimeOffset? recordedSince)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = """
            SELECT rows.key, calls.query, calls.fingerprint, calls.answer, calls.attempts, calls.recorded_at
            FROM calls JOIN rows ON rows.id = calls.row
            WHERE calls.fingerprint = $fingerprint AND calls.answer IS NOT NULL AND calls.recorded_at >= $since
            ORDER BY calls.recorded_at DESC, calls.id DESC LIMIT 1
            """;
        command.Parameters.AddWithValue("$fingerprint", fingerprint.ToArray());
        command.Parameters.AddWithValue("$since", recordedSince?.ToUnixTimeMilliseconds() ?? long.MinValue);
        using SqliteDataReader reader = command.ExecuteReader();
        return reader.Read() ? SqliteCalls.Read(reader, reader.GetString(0), firstColumn: 1) : null;
    }
}
