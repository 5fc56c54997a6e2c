using Npgsql;

namespace Querent;

/// <summary>Does with a journal that is opened what a run will do with it, with no entries: what is missing or not allowed shows before anything is bought.</summary>
internal static class PostgreSqlCheck
{
    public static async Task<bool> RunAsync(PostgreSqlDatabase database, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var commands = new PostgreSqlBatch(database, run: 0);
        NpgsqlBatch batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.BatchCommands.Add(commands.Rows([]));
            batch.BatchCommands.Add(commands.Calls());
            batch.BatchCommands.Add(new NpgsqlBatchCommand($"UPDATE {database.QuotedSchema}.runs SET row_type = row_type, opened_at = opened_at, holder = holder, keeps_answers = keeps_answers, protection_check = protection_check WHERE id = 0"));
            await batch.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }

        await PostgreSqlReads.FindAsync(database, connection, run: 0, [], cancellationToken).ConfigureAwait(false);
        await PostgreSqlRuns.FindHolderAsync(database, connection, run: 0, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
