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
        using var statement = new SqliteStatement(connection, """
            SELECT rows.key, calls.query, calls.answer, calls.attempts, calls.recorded_at
            FROM calls JOIN rows ON rows.id = calls.row
            WHERE calls.fingerprint = ? AND calls.answer IS NOT NULL AND calls.recorded_at >= ?
            ORDER BY calls.recorded_at DESC, calls.id DESC LIMIT 1
            """);
        return statement.With(fingerprint).With(recordedSince?.ToUnixTimeMilliseconds() ?? long.MinValue).Step()
            ? new JournalCall(statement.Text(0), statement.Text(1), fingerprint, statement.Bytes(2), Prompt: null, statement.Bytes(3), DateTimeOffset.FromUnixTimeMilliseconds(statement.Number(4)))
            : null;
    }
}
