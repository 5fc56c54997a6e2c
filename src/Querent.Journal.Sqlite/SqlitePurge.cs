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
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = """
                CREATE TEMP TABLE purged AS
                SELECT rows.id, rows.run FROM rows JOIN runs ON runs.id = rows.run
                WHERE ($run IS NULL OR runs.name = $run) AND ($key IS NULL OR rows.key = $key)
                  AND ($before IS NULL OR (coalesce(rows.ended_at, 0) < $before
                      AND NOT EXISTS (SELECT 1 FROM calls WHERE calls.row = rows.id AND calls.recorded_at >= $before)))
                """;
            command.Parameters.AddWithValue("$run", (object?)purge.Run ?? DBNull.Value);
            command.Parameters.AddWithValue("$key", (object?)purge.RowKey ?? DBNull.Value);
            command.Parameters.AddWithValue("$before", (object?)purge.RecordedBefore?.ToUnixTimeMilliseconds() ?? DBNull.Value);
            command.ExecuteNonQuery();
            SqliteSchema.Execute(connection, "DELETE FROM calls WHERE row IN (SELECT id FROM purged)");
            deleted = SqliteSchema.Number(connection, "SELECT count(*) FROM purged");
            SqliteSchema.Execute(connection, "DELETE FROM rows WHERE id IN (SELECT id FROM purged)");
            command.CommandText = """
                DELETE FROM runs
                WHERE (name = $run OR id IN (SELECT run FROM purged)) AND NOT EXISTS (SELECT 1 FROM rows WHERE rows.run = runs.id)
                """;   // others without rows may be open
            command.ExecuteNonQuery();
            SqliteSchema.Execute(connection, "DROP TABLE purged");
            transaction.Commit();
        }

        // What was deleted is overwritten with zeros (secure_delete), but its older pages lie in the log until that is emptied.
        SqliteSchema.Execute(connection, "PRAGMA wal_checkpoint(TRUNCATE)");
        return deleted;
    }
}
