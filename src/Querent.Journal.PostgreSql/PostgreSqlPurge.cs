using Npgsql;
using NpgsqlTypes;

namespace Querent;

/// <summary>Deletes rows with all that is recorded of them, and the runs that are empty then.</summary>
internal static class PostgreSqlPurge
{
    private const string Condition =
        """
        ($2 IS NULL OR rows.key = $2) AND ($3 IS NULL OR ((rows.ended_at IS NULL OR rows.ended_at < $3)
            AND NOT EXISTS (SELECT FROM {0}.calls WHERE calls.row = rows.id AND calls.recorded_at >= $3)))
        """;

    /// <exception cref="JournalException">A run that would be touched is open.</exception>
    public static async Task<long> DeleteAsync(PostgreSqlDatabase database, NpgsqlConnection connection, JournalPurge purge, CancellationToken cancellationToken)
    {
        string schema = database.QuotedSchema;
        string condition = Condition.Replace("{0}", schema, StringComparison.Ordinal);
        long deleted;
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            List<(long Id, string Name)> runs = await FindRunsAsync(connection, schema, condition, purge, cancellationToken).ConfigureAwait(false);
            foreach ((_, string name) in runs)
            {
                if (!await connection.ReadAsync<bool>($"SELECT pg_try_advisory_xact_lock({PostgreSqlLocks.OfRun(database.Schema, name)})", cancellationToken).ConfigureAwait(false))
                {
                    throw new JournalException($"The run '{name}' of the journal in {database.Place} is open. Purge when it has ended.");
                }
            }

            long[] ids = [.. runs.Select(run => run.Id)];
            deleted = await Conditions(connection.Command($"DELETE FROM {schema}.rows WHERE rows.run = ANY ($1) AND {condition}").With(ids), purge)
                .RunAsync(cancellationToken).ConfigureAwait(false);
            await connection.Command($"DELETE FROM {schema}.runs WHERE id = ANY ($1) AND NOT EXISTS (SELECT FROM {schema}.rows WHERE rows.run = runs.id)").With(ids)
                .AsLongAsItTakes().RunAsync(cancellationToken).ConfigureAwait(false);
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }

        // Until then what was deleted lies in the tables' pages, for transactions that might still look.
        await connection.RunAsync($"VACUUM {schema}.rows, {schema}.calls", cancellationToken).ConfigureAwait(false);
        return deleted;
    }

    /// <summary>The runs that are touched; that of the purge's name even where it has no rows.</summary>
    private static async Task<List<(long Id, string Name)>> FindRunsAsync(NpgsqlConnection connection, string schema, string condition, JournalPurge purge, CancellationToken cancellationToken)
    {
        NpgsqlCommand find = Conditions(
            connection.Command($"SELECT id, name FROM {schema}.runs WHERE CASE WHEN $1 IS NULL THEN EXISTS (SELECT FROM {schema}.rows WHERE rows.run = runs.id AND {condition}) ELSE name = $1 END")
                .With(purge.Run is { } run ? PostgreSqlText.KeyOf(run) : null, NpgsqlDbType.Text),
            purge);
        await using (find.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await find.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<(long Id, string Name)> runs = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    runs.Add((reader.GetInt64(0), reader.GetString(1)));
                }

                return runs;
            }
        }
    }

    private static NpgsqlCommand Conditions(NpgsqlCommand command, JournalPurge purge) => command
        .With(purge.RowKey is { } key ? PostgreSqlText.KeyOf(key) : null, NpgsqlDbType.Text)
        .With(purge.RecordedBefore?.UtcDateTime, NpgsqlDbType.TimestampTz)
        .AsLongAsItTakes();
}
