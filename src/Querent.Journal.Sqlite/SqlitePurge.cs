using Microsoft.Data.Sqlite;

namespace Querent;

/// <summary>Deletes rows with all that is recorded of them, and the runs that are empty then.</summary>
internal static class SqlitePurge
{
    public static long Delete(SqliteConnection connection, JournalPurge purge)
    {
        SqliteRuns.EnsureIndexes(connection);
        long deleted;
        using (SqliteTransaction transaction = connection.BeginTransaction())
        {
            using SqliteCommand choose = connection.CreateCommand();
            choose.CommandText = """
                CREATE TEMP TABLE purged AS
                SELECT rows.id FROM rows JOIN runs ON runs.id = rows.run
                WHERE ($run IS NULL OR runs.name = $run) AND ($key IS NULL OR rows.key = $key)
                  AND ($before IS NULL OR (coalesce(rows.ended_at, 0) < $before
                      AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.row = rows.id AND calls.recorded_at >= $before)))
                """;
            choose.Parameters.AddWithValue("$run", (object?)purge.Run ?? DBNull.Value);
            choose.Parameters.AddWithValue("$key", (object?)purge.RowKey ?? DBNull.Value);
            choose.Parameters.AddWithValue("$before", (object?)purge.RecordedBefore?.ToUnixTimeMilliseconds() ?? DBNull.Value);
            choose.ExecuteNonQuery();
            SqliteSchema.Execute(connection, "DELETE FROM calls WHERE row IN (SELECT id FROM purged)");
            deleted = SqliteSchema.Number(connection, "SELECT count(*) FROM purged");
            SqliteSchema.Execute(connection, """
                DELETE FROM rows WHERE id IN (SELECT id FROM purged);
                DELETE FROM runs WHERE NOT EXISTS (SELECT 1 FROM rows WHERE rows.run = runs.id);
                DROP TABLE purged;
                """);
            transaction.Commit();
        }

        // What was deleted is overwritten with zeros (secure_delete), but its older pages lie in the log until that is emptied.
        SqliteSchema.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return deleted;
    }
}
