using Npgsql;
using NpgsqlTypes;

namespace Querent;

/// <summary>Answers by what was asked, whichever run and row they were for.</summary>
internal static class PostgreSqlAnswers
{
    /// <summary>
    /// Makes the index that finds them, which is not there before somebody looks: it costs every answer something. Writes wait while it is made.
    /// </summary>
    public static async Task<bool> EnsureIndexAsync(PostgreSqlDatabase database, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        if (await HasIndexAsync(database, connection, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            await connection.RunAsync($"SELECT pg_advisory_xact_lock({PostgreSqlLocks.OfTables(database.Schema)})", cancellationToken).ConfigureAwait(false);
            await connection.RunAsync(
                $"CREATE INDEX IF NOT EXISTS calls_by_fingerprint ON {database.QuotedSchema}.calls (fingerprint, recorded_at) WHERE answer IS NOT NULL", cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    public static async Task<JournalCall?> FindAsync(PostgreSqlDatabase database, NpgsqlConnection connection, ReadOnlyMemory<byte> fingerprint, DateTimeOffset? recordedSince, CancellationToken cancellationToken)
    {
        NpgsqlCommand find = connection.Command(
            $"""
            SELECT rows.key, calls.query, calls.fingerprint, calls.answer, calls.attempts::text, calls.recorded_at
            FROM {database.QuotedSchema}.calls JOIN {database.QuotedSchema}.rows ON rows.id = calls.row
            WHERE calls.fingerprint = $1 AND calls.answer IS NOT NULL AND ($2 IS NULL OR calls.recorded_at >= $2)
            ORDER BY calls.recorded_at DESC, calls.id DESC LIMIT 1
            """)
            .With(fingerprint.ToArray()).With(recordedSince?.UtcDateTime, NpgsqlDbType.TimestampTz);
        await using (find.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await find.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(cancellationToken).ConfigureAwait(false) ? PostgreSqlCalls.Read(reader, reader.GetString(0), firstColumn: 1) : null;
            }
        }
    }

    private static Task<bool> HasIndexAsync(PostgreSqlDatabase database, NpgsqlConnection connection, CancellationToken cancellationToken)
        => connection.Command(
            """
            SELECT EXISTS (
                SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
                WHERE nspname = $1 AND relname = 'calls_by_fingerprint')
            """).With(database.Schema).ReadAsync<bool>(cancellationToken);
}
