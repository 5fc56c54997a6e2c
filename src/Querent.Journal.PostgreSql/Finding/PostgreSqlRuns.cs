using Npgsql;
using NpgsqlTypes;

namespace Querent;

/// <summary>The table of runs.</summary>
internal static class PostgreSqlRuns
{
    /// <summary>Begins a run or goes on with it, for whoever has its lock; tells whether nothing is recorded of it, and how it was begun.</summary>
    /// <exception cref="JournalException">It is of another row type.</exception>
    public static async Task<(long Id, bool IsNew, JournalRunMode? Mode)> OpenAsync(PostgreSqlDatabase database, NpgsqlConnection connection, JournalRunInfo run, Guid holder, CancellationToken cancellationToken)
    {
        string schema = database.QuotedSchema;
        string name = PostgreSqlText.KeyOf(run.Name);
        NpgsqlCommand open = connection.Command(
            $"""
            INSERT INTO {schema}.runs AS run (name, row_type, created_at, opened_at, holder, keeps_answers, protection_check) VALUES ($1, $2, $3, $3, $4, $5, $6)
            ON CONFLICT (name) DO UPDATE SET opened_at = excluded.opened_at, holder = excluded.holder,
                keeps_answers = CASE WHEN EXISTS (SELECT FROM {schema}.rows WHERE rows.run = run.id) THEN run.keeps_answers ELSE excluded.keeps_answers END,
                protection_check = CASE WHEN EXISTS (SELECT FROM {schema}.rows WHERE rows.run = run.id) THEN run.protection_check ELSE excluded.protection_check END
            WHERE run.row_type = excluded.row_type
            RETURNING id, NOT EXISTS (SELECT FROM {schema}.rows WHERE rows.run = run.id), keeps_answers, protection_check
            """)
            .With(name).With(run.RowType).With(run.OpenedAt.UtcDateTime).With(holder)
            .With(run.Mode?.KeepsAnswers, NpgsqlDbType.Boolean).With(run.Mode?.ProtectionCheck?.ToArray(), NpgsqlDbType.Bytea);
        await using (open.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await open.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return (reader.GetInt64(0), reader.GetBoolean(1), ReadMode(reader, firstColumn: 2));
                }
            }
        }

        string? rowType = await connection.Command($"SELECT row_type FROM {schema}.runs WHERE name = $1").With(name).ReadAsync<string>(cancellationToken).ConfigureAwait(false);
        throw new JournalException($"The run '{run.Name}' of the journal in {database.Place} is of {rowType} rows, not of {run.RowType}. Give this one another name.");
    }

    /// <summary>Who opened a run last; the default when the run is gone.</summary>
    public static Task<Guid> FindHolderAsync(PostgreSqlDatabase database, NpgsqlConnection connection, long run, CancellationToken cancellationToken)
        => connection.Command($"SELECT holder FROM {database.QuotedSchema}.runs WHERE id = $1").With(run).ReadAsync<Guid>(cancellationToken);

    public static async Task<IReadOnlyList<JournalRunSummary>> ListAsync(PostgreSqlDatabase database, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        string schema = database.QuotedSchema;
        NpgsqlCommand list = connection.Command(
            $"""
            SELECT name, row_type, created_at, opened_at, coalesce(answered, 0), coalesce(failed, 0)
            FROM {schema}.runs LEFT JOIN (
                SELECT run, count(*) FILTER (WHERE status = 'answered') AS answered, count(*) FILTER (WHERE status = 'failed') AS failed
                FROM {schema}.rows GROUP BY run
            ) AS counts ON counts.run = runs.id
            ORDER BY id
            """).AsLongAsItTakes();
        await using (list.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await list.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                List<JournalRunSummary> runs = [];
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    runs.Add(new JournalRunSummary(
                        reader.GetString(0),
                        reader.GetString(1),
                        reader.GetFieldValue<DateTimeOffset>(2),
                        reader.GetFieldValue<DateTimeOffset>(3),
                        reader.GetInt64(4),
                        reader.GetInt64(5)));
                }

                return runs;
            }
        }
    }

    private static JournalRunMode? ReadMode(NpgsqlDataReader reader, int firstColumn) => reader.IsDBNull(firstColumn)
        ? null
        : new JournalRunMode(
            reader.GetBoolean(firstColumn),
            reader.IsDBNull(firstColumn + 1) ? default(ReadOnlyMemory<byte>?) : reader.GetFieldValue<byte[]>(firstColumn + 1));
}
