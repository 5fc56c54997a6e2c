using Npgsql;

namespace Querent;

/// <summary>Makes a journal's tables, brings those of an earlier version up to this one, and refuses what is none of its.</summary>
internal static class PostgreSqlMigration
{
    /// <param name="database">The journal's.</param>
    /// <param name="connection">A connection to it.</param>
    /// <param name="until">The version to come to.</param>
    /// <param name="cancellationToken">Gives up; nothing is done by halves.</param>
    /// <exception cref="JournalException">The schema holds something else, is damaged, or of a later version.</exception>
    public static async Task PrepareAsync(PostgreSqlDatabase database, NpgsqlConnection connection, int until, CancellationToken cancellationToken)
    {
        if (await connection.ReadAsync<string>("SHOW server_encoding", cancellationToken).ConfigureAwait(false) is not "UTF8")
        {
            throw new JournalException($"The journal cannot be in {database.Place}: the database's encoding is not UTF8, and it could not hold every answer. Create one with ENCODING 'UTF8'.");
        }

        if (await FindVersionAsync(database, connection, cancellationToken).ConfigureAwait(false) == until)
        {
            return;
        }

        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            // Of many who open it at once, one makes the tables and the others find them made.
            await connection.RunAsync($"SELECT pg_advisory_xact_lock({PostgreSqlLocks.OfTables(database.Schema)})", cancellationToken).ConfigureAwait(false);
            int? version = await FindVersionAsync(database, connection, cancellationToken).ConfigureAwait(false);
            if (version is null)
            {
                await connection.RunAsync($"CREATE SCHEMA {database.QuotedSchema}", cancellationToken).ConfigureAwait(false);
            }

            foreach (string step in PostgreSqlTables.Steps(database.QuotedSchema).Take(until).Skip(version ?? 0))
            {
                await connection.RunAsync(step, cancellationToken).ConfigureAwait(false);
            }

            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The journal's version; 0 for an empty schema, null where there is no schema.</summary>
    private static async Task<int?> FindVersionAsync(PostgreSqlDatabase database, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        NpgsqlCommand command = connection.Command(
            """
            SELECT count(pg_class.oid), coalesce(bool_or(relname = $2 AND relkind = 'r'), false)
            FROM pg_namespace LEFT JOIN pg_class ON relnamespace = pg_namespace.oid
            WHERE nspname = $1 GROUP BY pg_namespace.oid
            """)
            .With(database.Schema).With(PostgreSqlTables.Marker);
        await using (command.ConfigureAwait(false))
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                if (!await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    return null;
                }

                if (!reader.GetBoolean(1))
                {
                    return reader.GetInt64(0) == 0 ? 0 : throw PostgreSqlFault.Foreign(database.Place);
                }
            }
        }

        int? version = await connection.ReadAsync<int?>($"SELECT version FROM {database.QuotedSchema}.{PostgreSqlTables.Marker}", cancellationToken).ConfigureAwait(false);
        return version switch
        {
            null or < 1 => throw PostgreSqlFault.Torn(database.Place),
            > PostgreSqlTables.Version => throw new JournalException(
                $"The journal in {database.Place} is of version {version}, and this library knows up to {PostgreSqlTables.Version}: a later one made it. Update Querent.Journal.PostgreSql; the journal was left as it is."),
            _ => version,
        };
    }
}
